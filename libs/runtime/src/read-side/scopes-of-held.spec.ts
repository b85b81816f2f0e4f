import { NO_RELATIONS, type Relations } from '@carethread/access';
import { scopesOfHeld } from './scopes-of-held.js';

const [HOME, OTHER, TRUST] = ['HOME', 'OTHER', 'TRUST'];
const SINCE = '2026-01-01T00:00:00.000Z';

const relations: Relations = {
  ...NO_RELATIONS,
  ties: {
    E: { kind: 'episode', organisationId: HOME, openedAt: SINCE, serviceId: 'S' },
    F: { kind: 'episode', organisationId: HOME, openedAt: SINCE, serviceId: 'ended', closedAt: SINCE },
    G: { kind: 'episode', organisationId: OTHER, openedAt: SINCE, serviceId: 'others' },
    C: { kind: 'case', organisationId: TRUST, openedAt: SINCE, coordinatorId: 'coordinator', teamId: 'W' },
  },
  teams: {
    E: { organisationId: HOME, keyworkerId: 'keyworker', members: ['keyworker', 'carer'], open: true },
    F: { organisationId: HOME, keyworkerId: 'former', members: ['former'], open: false },
    H: { organisationId: HOME, keyworkerId: 'named', members: ['named'], open: true, provisional: true },
  },
  contacts: { sister: ['reviews'], brother: [] },
  authorities: { A: { holders: ['attorney'], verified: true, ended: false } },
};
const written = (organisationId?: string): readonly string[] =>
  scopesOfHeld({ personId: 'P', relations }, organisationId).map((scope) =>
    Object.values(scope).filter(Boolean).join(' '),
  );
const everyones = ['tenant', 'person P', 'user sister', 'user attorney'];

describe('on whose lists a thing stands', () => {
  it('R18: what a provider holds is with the service and the team by which it serves the person now', () => {
    expect(written(HOME)).toEqual([
      ...everyones,
      'organisation HOME',
      'service S',
      'team E',
      'user keyworker',
      'user carer',
      'user named',
    ]);
  });

  it('what a trust holds is with the co-ordinator and the team of the case', () => {
    expect(written(TRUST)).toEqual([...everyones, 'organisation TRUST', 'team W', 'user coordinator']);
  });

  it('what no organisation holds is the council’s', () => {
    expect(written()).toEqual([...everyones, 'role AS']);
  });
});
