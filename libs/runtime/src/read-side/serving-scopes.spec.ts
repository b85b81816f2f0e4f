import { NO_RELATIONS, type Relations } from '@carethread/access';
import { scopesOfAllServing, servingScopes } from './serving-scopes.js';

const SINCE = '2026-03-02T09:00:00.000Z';
const relations: Relations = {
  ...NO_RELATIONS,
  ties: {
    E: { kind: 'episode', organisationId: 'HOME', openedAt: SINCE, serviceId: 'S' },
    OVER: { kind: 'episode', organisationId: 'FORMER', openedAt: SINCE, closedAt: SINCE, serviceId: 'OLD' },
    C: { kind: 'case', organisationId: 'TRUST', openedAt: SINCE, coordinatorId: 'CC', teamId: 'T' },
  },
  teams: {
    E: { organisationId: 'HOME', serviceId: 'S', keyworkerId: 'K', members: ['K', 'N'], open: true },
    E0: { organisationId: 'HOME', serviceId: 'S0', keyworkerId: 'K0', members: ['K0'], open: false },
  },
};
const written = (scopes: readonly object[]): ReadonlySet<string> => new Set(scopes.map((one) => JSON.stringify(one)));

describe('on whose lists a thing of an organisation’s stands', () => {
  it('its managers’, its service’s, its team’s, and everybody’s who is in an open team', () => {
    expect(written(servingScopes(relations, 'HOME'))).toEqual(
      written([
        { of: 'organisation', id: 'HOME' },
        { of: 'service', id: 'S' },
        { of: 'team', id: 'E' },
        { of: 'user', id: 'K' },
        { of: 'user', id: 'N' },
      ]),
    );
  });

  it('of a case: the team’s that has it, and whoever’s who co-ordinates it', () => {
    expect(written(servingScopes(relations, 'TRUST'))).toEqual(
      written([
        { of: 'organisation', id: 'TRUST' },
        { of: 'team', id: 'T' },
        { of: 'user', id: 'CC' },
      ]),
    );
  });

  it('of whoever serves the person now, and nobody who did', () => {
    const all = written(scopesOfAllServing(relations));
    expect(all).toEqual(written([...servingScopes(relations, 'HOME'), ...servingScopes(relations, 'TRUST')]));
  });
});
