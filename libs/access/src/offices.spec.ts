import { NO_RELATIONS, type Relations } from './relations.js';
import { managerOf } from './office.js';
import { officeOf } from './offices.js';

const team = (organisationId: string, keyworkerId: string, open = true) => ({
  organisationId,
  keyworkerId,
  members: [keyworkerId],
  open,
});
const served: Relations = {
  ...NO_RELATIONS,
  teams: { E1: team('P1', 'K1', false), E2: team('P1', 'K2'), E3: team('P2', 'K3') },
  ties: {
    C: {
      kind: 'case',
      organisationId: 'O',
      coordinatorId: 'C1',
      teamId: 'T',
      openedAt: '2026-01-05T09:00:00.000Z',
    },
  },
};

describe('who holds an office', () => {
  it('a keyworker: the one of the open care team of that organisation', () => {
    expect(officeOf(served, 'KW', 'P1')).toEqual({
      forRole: 'KW',
      forUserId: 'K2',
      organisationId: 'P1',
      teamId: 'E2',
    });
    expect(officeOf(served, 'KW', 'P3')).toEqual({ forRole: 'KW', organisationId: 'P3' });
    expect(officeOf(NO_RELATIONS, 'KW')).toEqual({ forRole: 'KW' });
  });

  it('a keyworker named with the handover, before there is a team of that episode', () => {
    const named = { ...served, teams: { H: { ...team('P4', 'K4'), provisional: true as const } } };
    expect(officeOf(named, 'KW', 'P4')).toEqual({ forRole: 'KW', forUserId: 'K4', organisationId: 'P4' });
  });

  it('a care co-ordinator and the manager of the team: those of the open case', () => {
    expect(officeOf(served, 'CC')).toEqual({ forRole: 'CC', forUserId: 'C1', organisationId: 'O', teamId: 'T' });
    expect(officeOf(served, 'TM', 'other')).toEqual({ forRole: 'TM', organisationId: 'O', teamId: 'T' });
    expect(officeOf(NO_RELATIONS, 'CC', 'O')).toEqual({ forRole: 'CC', organisationId: 'O' });
  });

  it('any other role: the organisation alone; the council is one for its tenant', () => {
    expect(officeOf(served, 'SM', 'P1')).toEqual({ forRole: 'SM', organisationId: 'P1' });
    expect(officeOf(served, 'AS', 'P1')).toEqual({ forRole: 'AS' });
  });

  it('whoever nobody succeeds is stood in for by the manager', () => {
    expect(managerOf({ forRole: 'KW', forUserId: 'K', organisationId: 'P' })).toEqual({
      forRole: 'SM',
      organisationId: 'P',
    });
    expect(managerOf({ forRole: 'CC', forUserId: 'C', organisationId: 'O', teamId: 'T' })).toEqual({
      forRole: 'TM',
      organisationId: 'O',
      teamId: 'T',
    });
    expect(managerOf({ forRole: 'AS' })).toEqual({ forRole: 'AS' });
  });
});
