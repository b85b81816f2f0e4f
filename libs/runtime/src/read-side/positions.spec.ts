import { MemoryLog } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { MemoryKeyStore, TokenSeal } from '@carethread/privacy';
import { Positions } from './positions.js';

const TENANT = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const ANOTHER = '1e2f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const NO_FACTS = { facts: {}, relations: {} as never, published: {}, heard: {} };
const keys = new MemoryKeyStore();
const seal = new TokenSeal('position', (tenantId) => keys.tenantSecret(tenantId));

/** What a service knows of anyone, as a test sets it. */
function positions(): { readonly about: Positions; known: (published: Readonly<Record<string, number>>) => void } {
  let published: Readonly<Record<string, number>> = {};
  const about = new Positions({
    definition: { name: 'risk', publish: { Seen: () => ({ type: 'risk.seen.v1', data: {} }) } },
    consumes: new Set(['review.obligation-created.v1']),
    log: new MemoryLog({ service: 'risk', clock: new SettableClock('2026-03-02T09:00:00.000Z') }),
    subjectFacts: () => Promise.resolve({ ...NO_FACTS, published }),
    secret: (tenantId) => keys.tenantSecret(tenantId),
    decisionViewsCurrent: () => Promise.resolve(),
    done: () => Promise.resolve(),
  });
  return { about, known: (next) => (published = next) };
}

const told = async (token: string): Promise<unknown> => JSON.parse((await seal.open(TENANT, token)) ?? '');
const seen = { type: 'Seen', payload: {}, meta: { personId: 'p' } } as never;

describe('a position token', () => {
  it('says the last publication of each type, and says it anew once there is a later one, from either source', async () => {
    const { about, known } = positions();
    const said = async (subject = 'p'): Promise<unknown> => told(await about.token(TENANT, subject));
    expect(await said()).toEqual(['risk', 'p', {}]);
    await about.remember('p', [seen], 4);
    expect(await said()).toEqual(['risk', 'p', { 'seen.v1': [4] }]);
    known({ 'risk.seen.v1': 6, 'risk.other.v1': 2 });
    expect(await said()).toEqual(['risk', 'p', { 'seen.v1': [6], 'other.v1': [2] }]);
    known({ 'risk.seen.v1': 7, 'risk.other.v1': 2 });
    expect(await said()).toEqual(['risk', 'p', { 'seen.v1': [7], 'other.v1': [2] }]);
    await about.remember('p', [seen], 9);
    const token = await about.token(TENANT, 'p');
    expect(await told(token)).toEqual(['risk', 'p', { 'seen.v1': [9], 'other.v1': [2] }]);
    expect(await about.token(TENANT, 'p')).toBe(token);
    expect(await about.token(ANOTHER, 'p')).not.toBe(token);
    expect(await said('q')).toEqual(['risk', 'q', { 'seen.v1': [7], 'other.v1': [2] }]);
  });

  it.each([
    ['forged', Promise.resolve(Buffer.from('["review","p",{}]').toString('base64url'))],
    ['of another tenant', seal.seal(ANOTHER, '["review","p",{}]')],
    ['of a contract that nobody publishes', seal.seal(TENANT, '["review","p",{"nothing.v1":[1]}]')],
    ['no token', Promise.resolve('')],
  ])('is refused at once where it is %s, beside whatever others', async (_, token) => {
    const { about } = positions();
    const waited = await seal.seal(TENANT, '["review","p",{"obligation-created.v1":[1000000]}]');
    await expect(about.waitFor(TENANT, `${waited},${await token}`)).rejects.toMatchObject({ code: 'POSITION_UNKNOWN' });
  });
});
