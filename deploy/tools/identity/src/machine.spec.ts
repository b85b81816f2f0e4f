import { randomUUID } from 'node:crypto';
import { readMachines } from './machine.js';

const KEY = { kty: 'EC', crv: 'P-384', x: 'x', y: 'y' };
const MACHINE = { clientId: 'one', tenantId: randomUUID(), organisationId: randomUUID(), jwks: { keys: [KEY] } };
const read = (machine: object) => readMachines(JSON.stringify({ machines: [machine] }));

describe('a file of machines', () => {
  it('names each machine, whose it is, its keys, and what it may do: all there is where it does not say', () => {
    const [machine] = read(MACHINE);
    expect(machine).toEqual({
      ...MACHINE,
      scopes: ['notices.read', 'notices.acknowledge', 'plans.read', 'endpoints.manage'],
    });
    expect(read({ ...MACHINE, scopes: ['plans.read'] })[0]?.scopes).toEqual(['plans.read']);
  });

  it.each([
    ['no list', { machines: 'one' }, /machines must be a list/],
    ['no client', { machines: [{ ...MACHINE, clientId: undefined }] }, /clientId must be a text/],
    ['a tenant that is no id', { machines: [{ ...MACHINE, tenantId: 'north' }] }, /tenantId must be a UUID/],
    ['an unknown scope', { machines: [{ ...MACHINE, scopes: ['everything'] }] }, /scopes must be among/],
    ['no keys', { machines: [{ ...MACHINE, jwks: undefined }] }, /keys in jwks, or at the address jwksUri/],
    ['keys twice', { machines: [{ ...MACHINE, jwksUri: 'http://127.0.0.1:1/jwks' }] }, /one of them/],
    ['a private key', { machines: [{ ...MACHINE, jwks: { keys: [{ ...KEY, d: 'secret' }] } }] }, /its private part/],
  ])('is refused with %s', (_, file, problem) => {
    expect(() => readMachines(JSON.stringify(file))).toThrow(problem);
  });
});
