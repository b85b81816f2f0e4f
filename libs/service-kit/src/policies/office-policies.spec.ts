import type { IndexValue } from '@carethread/event-sourcing';
import type { PolicyCommand, PolicyReader, PolicyFact } from '@carethread/runtime';
import type { Office } from '@carethread/access';
import type { Prompt, TaskState } from '../domain/task-state.js';
import { task } from '../domain/tasks.js';
import { officePolicies } from './office-policies.js';

type Known = Partial<Prompt> & Pick<TaskState, 'forRole'> & { readonly user?: string; readonly status?: 'closed' };

/** A service's work list, as its policies see it. */
function listOf(tasks: Readonly<Record<string, Known>>): PolicyReader {
  const states: Readonly<Record<string, TaskState>> = Object.fromEntries(
    Object.entries(tasks).map(([id, known]) => [
      id,
      { kind: 'reassessRisk', ref: {}, status: 'open', raisedFor: known.forRole, ...known },
    ]),
  );
  const indexed = Object.entries(states).map(([taskId, { user, forUserId }]) => ({
    taskId,
    personId: 'P',
    tenantId: 'T',
    user: user ?? (forUserId === undefined ? null : 'unnamed'),
  }));
  return {
    now: '2026-03-02T09:00:00.000Z',
    state: (decider: { category: string; initial: unknown }, id: string) =>
      Promise.resolve(decider.category === task.category ? states[id] : decider.initial),
    find: (_: unknown, where: Readonly<Record<string, IndexValue>>) =>
      Promise.resolve(
        indexed.filter((doc) =>
          Object.entries(where).every(([name, value]) => doc[name as keyof typeof doc] === value),
        ),
      ),
  } as unknown as PolicyReader;
}

const after = async (
  type: string,
  data: object,
  tasks: Readonly<Record<string, Known>>,
  subject = 'P',
): Promise<Readonly<Record<string, object>>> => {
  const fact = { id: 'fact', type, subject, personId: subject === 'P' ? 'P' : null, tenantId: 'T', data };
  const wanted: PolicyCommand[] = [];
  for (const policy of officePolicies.filter(({ when }) => when.includes(type)))
    wanted.push(...(await policy.then(fact as PolicyFact, listOf(tasks))));
  return Object.fromEntries(
    wanted.map(({ id, command }) => {
      const { type: _, because, outcome, ...office } = command as unknown as Office & Readonly<Record<string, unknown>>;
      return [id, { ...office, says: because ?? outcome }];
    }),
  );
};

describe('open tasks follow the office', () => {
  const reallocated = 'cpa-coordination.care-coordinator-reallocated.v1';
  const to = { caseId: 'C', fromUserId: 'C1', toUserId: 'C2', at: '', interim: false };

  it('to the new care co-ordinator, whoever of those before it was for', async () => {
    const at = { organisationId: 'O', teamId: 'W' };
    expect(
      await after(reallocated, to, {
        first: { forRole: 'CC', forUserId: 'C0', ...at },
        last: { forRole: 'CC', forUserId: 'C1', ...at },
        already: { forRole: 'CC', forUserId: 'C2', ...at },
        manager: { forRole: 'TM', ...at },
        done: { forRole: 'CC', forUserId: 'C1', status: 'closed', ...at },
        ofAnotherCase: { forRole: 'CC', forUserId: 'C1', ref: { caseId: 'D' }, ...at },
      }),
    ).toEqual({
      first: { forRole: 'CC', forUserId: 'C2', ...at, says: 'coordinatorReallocated' },
      last: { forRole: 'CC', forUserId: 'C2', ...at, says: 'coordinatorReallocated' },
    });
  });

  it('to the new keyworker of that team', async () => {
    const team = { episodeId: 'E', organisationId: 'O', keyworkerId: 'K2', members: [] };
    expect(
      await after('care-plan.care-team-assigned.v1', team, {
        before: { forRole: 'KW', forUserId: 'K1', organisationId: 'O', teamId: 'E' },
        old: { forRole: 'KW' },
        otherTeam: { forRole: 'KW', forUserId: 'K1', organisationId: 'O', teamId: 'F' },
        otherProvider: { forRole: 'KW', forUserId: 'K9', organisationId: 'X' },
        manager: { forRole: 'SM', organisationId: 'O' },
      }),
    ).toEqual({
      before: { forRole: 'KW', forUserId: 'K2', organisationId: 'O', teamId: 'E', says: 'careTeamAssigned' },
      old: { forRole: 'KW', forUserId: 'K2', organisationId: 'O', teamId: 'E', says: 'careTeamAssigned' },
    });
  });

  it('to the manager when a member of staff is no longer of the team', async () => {
    const team = { episodeId: 'E', organisationId: 'O', keyworkerId: 'K', members: [{ userId: 'S2', purposes: [] }] };
    expect(
      await after('care-plan.care-team-assigned.v1', team, {
        left: { forRole: 'CS', forUserId: 'S1', organisationId: 'O', teamId: 'E' },
        stays: { forRole: 'CS', forUserId: 'S2', organisationId: 'O', teamId: 'E' },
        otherTeam: { forRole: 'CS', forUserId: 'S1', organisationId: 'O', teamId: 'F' },
        otherProvider: { forRole: 'NC', forUserId: 'S1', organisationId: 'X' },
      }),
    ).toEqual({ left: { forRole: 'SM', organisationId: 'O', teamId: 'E', says: 'leftTeam' } });
  });

  it('to the manager when somebody leaves an organisation, and not what they do for another', async () => {
    expect(
      await after(
        'assessment.staff-left.v1',
        { userId: 'K1', organisationId: 'O' },
        {
          named: { forRole: 'KW', forUserId: 'K1', user: 'pseudonym', organisationId: 'O', teamId: 'E' },
          elsewhere: { forRole: 'KW', forUserId: 'K1', user: 'pseudonym', organisationId: 'X' },
          others: { forRole: 'KW', forUserId: 'K2', user: 'pseudonym-2', organisationId: 'O' },
        },
        'pseudonym',
      ),
    ).toEqual({ named: { forRole: 'SM', organisationId: 'O', teamId: 'E', says: 'staffLeft' } });
  });

  it('to the manager when the service ends', async () => {
    const ended = { episodeId: 'E', providerId: 'O', endedAt: '', reason: '' };
    expect(
      await after('care-plan.service-ended.v1', ended, {
        left: { forRole: 'KW', forUserId: 'K1', organisationId: 'O', teamId: 'E' },
        other: { forRole: 'KW', forUserId: 'K1', organisationId: 'O', teamId: 'F' },
      }),
    ).toEqual({ left: { forRole: 'SM', organisationId: 'O', teamId: 'E', says: 'serviceEnded' } });
  });

  it('to the manager when an account ends, on tasks of every age, whichever case they were of', async () => {
    expect(
      await after(
        'cpa-coordination.coordinator-deactivated.v1',
        { userId: 'C1' },
        {
          named: { forRole: 'CC', forUserId: 'C1', user: 'pseudonym', organisationId: 'O', ref: { caseId: 'closed' } },
          old: { forRole: 'CC', forUserId: 'C1' },
          others: { forRole: 'CC', forUserId: 'C2' },
          reassigned: { forRole: 'CC', forUserId: 'C2', user: 'pseudonym-2' },
        },
        'pseudonym',
      ),
    ).toEqual({
      named: { forRole: 'TM', organisationId: 'O', says: 'coordinatorDeactivated' },
      old: { forRole: 'TM', says: 'coordinatorDeactivated' },
    });
  });

  it('R18: to the manager of the organisation with which an account ends, and of no other', async () => {
    expect(
      await after(
        'cpa-coordination.coordinator-deactivated.v1',
        { userId: 'C1', organisationId: 'O' },
        {
          own: { forRole: 'CC', forUserId: 'C1', organisationId: 'O' },
          elsewhere: { forRole: 'CC', forUserId: 'C1', organisationId: 'N' },
        },
      ),
    ).toEqual({ own: { forRole: 'TM', organisationId: 'O', says: 'coordinatorDeactivated' } });
  });

  it('with a case to the team that takes it on; of another organisation, to its manager until it names a co-ordinator', async () => {
    const tasks: Readonly<Record<string, Known>> = {
      coordinator: { forRole: 'CC', forUserId: 'C1', organisationId: 'O', teamId: 'T' },
      manager: { forRole: 'TM', organisationId: 'O', teamId: 'T' },
      keyworker: { forRole: 'KW', forUserId: 'K1', organisationId: 'P' },
    };
    const moved = { caseId: 'C', teamId: 'W', teamSetting: 'inpatient', at: '' };
    expect(await after('cpa-coordination.cpa-team-changed.v1', { ...moved, organisationId: 'O' }, tasks)).toEqual({
      coordinator: { forRole: 'CC', forUserId: 'C1', organisationId: 'O', teamId: 'W', says: 'caseMoved' },
      manager: { forRole: 'TM', organisationId: 'O', teamId: 'W', says: 'caseMoved' },
    });
    expect(await after('cpa-coordination.cpa-team-changed.v1', { ...moved, organisationId: 'N' }, tasks)).toEqual({
      coordinator: { forRole: 'TM', organisationId: 'N', teamId: 'W', says: 'caseMoved' },
      manager: { forRole: 'TM', organisationId: 'N', teamId: 'W', says: 'caseMoved' },
    });
    const kept: Readonly<Record<string, Known>> = {
      coordinator: { ...{ forRole: 'TM', organisationId: 'N', teamId: 'W' }, ...{ raisedFor: 'CC' } },
    };
    expect(await after(reallocated, to, kept)).toEqual({
      coordinator: { forRole: 'CC', forUserId: 'C2', organisationId: 'N', teamId: 'W', says: 'coordinatorReallocated' },
    });
  });

  it('to the council when the provider returns the handover', async () => {
    expect(
      await after(
        'assessment.handover-returned.v1',
        { handoverId: 'H', providerId: 'O' },
        {
          asked: { forRole: 'SM', organisationId: 'O', ref: { handoverId: 'H' } },
          another: { forRole: 'SM', organisationId: 'O', ref: { handoverId: 'I' } },
          council: { forRole: 'AS', ref: { handoverId: 'H' } },
        },
      ),
    ).toEqual({ asked: { forRole: 'AS', says: 'handoverReturned' } });
  });

  it('R38: after a death nothing is owed; incidents are looked into all the same', async () => {
    expect(
      await after(
        'assessment.person-death-recorded.v1',
        {},
        {
          owed: { forRole: 'KW', kind: 'replaceHomeCopy' },
          incident: { forRole: 'SM', kind: 'CARE_WITHOUT_CONSENT' },
          opened: { forRole: 'DP', kind: 'breakGlass' },
        },
      ),
    ).toEqual({ owed: { says: 'deceased' } });
  });

  it('R17: with a plan ends what was to be done about it; another plan’s stays, and incidents do', async () => {
    expect(
      await after(
        'care-plan.care-plan-closed.v1',
        { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: '' },
        {
          owed: { forRole: 'SM', kind: 'replaceHomeCopy', ref: { planId: 'PL' } },
          another: { forRole: 'SM', kind: 'replaceHomeCopy', ref: { planId: 'PL2' } },
          nobodys: { forRole: 'SM', kind: 'reassessRisk', ref: { riskId: 'R' } },
          incident: { forRole: 'SM', kind: 'CONTENT_DIVERGED', ref: { planId: 'PL' } },
        },
      ),
    ).toEqual({ owed: { says: 'planClosed' } });
  });
});
