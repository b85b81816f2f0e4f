import { decideWith, type Context } from '@carethread/event-sourcing';
import { TASKS } from '@carethread/contracts';
import { specify } from '@carethread/event-sourcing/testing';
import { absentHolder, holderOfTask, isTaskOf } from './task-offices.js';
import type { Prompt } from './task-state.js';
import { escalateTask, raiseTask, reassignTask, task, type TaskCommand, type TaskEvent } from './tasks.js';

const spec = specify(task);
const NOW = '2026-03-02T09:00:00.000Z';
const actor = (role: string, userId: string, organisationId?: string, roles: readonly string[] = [role]) => ({
  userId,
  user: `pseudonym-${userId}`,
  role,
  roles,
  serviceIds: [],
  qualifications: [],
  ...(organisationId === undefined ? {} : { organisationId }),
});
const by = (...who: Parameters<typeof actor>) => ({ now: NOW, actor: actor(...who) });
const clock = by('SY', 'policy:synthetic');
const prompt: Prompt = {
  kind: 'regionLevelDecision',
  forRole: 'CC',
  forUserId: 'C1',
  organisationId: 'T1',
  teamId: 'team',
  subject: { kind: 'case', id: 'case' },
  dueAt: '2026-03-30T22:59:59.999Z',
  ref: { caseId: 'case' },
};
const raise = (more: Partial<Prompt> = {}): TaskCommand => ({ type: 'RaiseTask', ...prompt, ...more });
const raised = (more: Partial<Prompt> = {}): TaskEvent => ({
  type: 'TaskRaised',
  payload: { ...prompt, ...more, user: 'pseudonym-C1' },
});
const closed: TaskEvent = { type: 'TaskClosed', payload: { by: 'C1', outcome: 'done' } };

describe('raising a task', () => {
  it('says its title, since when, by when, how soon, for whom, where, and what closes it', () => {
    spec
      .given()
      .when(raise(), clock)
      .then({
        type: 'TaskRaised',
        payload: {
          ...prompt,
          titleCode: 'regionLevelDecision',
          since: NOW,
          priority: 'high',
          user: 'pseudonym-C1',
          closesWhen: ['completion', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
        },
      });
    expect(raiseTask('task', prompt).command).toEqual(raise());
  });

  it('R38: nothing is owed after a death but a look into an incident', () => {
    const died = { ...clock, facts: { deceased: true } };
    for (const kind of Object.keys(TASKS) as (keyof typeof TASKS)[]) {
      const asked = spec.given().when(raise({ kind }), died);
      if ('incident' in TASKS[kind]) asked.then({ type: 'TaskRaised', payload: { titleCode: kind } });
      else asked.nothing();
    }
    spec
      .given()
      .when(raise(), { ...clock, facts: { deceased: false } })
      .then({ type: 'TaskRaised' });
  });

  it('one of the same id that is there stays as it is', () => {
    spec.given(raised()).when(raise(), clock).nothing();
    spec
      .given(raised())
      .when(raise({ forUserId: 'C2' }), clock)
      .nothing();
  });

  it('goes to nobody by name whom it is about: their manager sees it', () => {
    const about = raise({ subject: { kind: 'staff', id: 'pseudonym-C1' } });
    spec.given().when(about, clock).then({ type: 'TaskRaised' });
    const [made] = decideWith(task, about, task.initial, {
      ...clock,
      pseudonym: (userId: string) => `pseudonym-${userId}`,
    } as unknown as Context);
    expect(made).not.toHaveProperty('payload.forUserId');
    expect(made).not.toHaveProperty('payload.user');
  });

  it('titles are plain text, each for one kind, without anybody’s name or a place for one', () => {
    const titles = Object.values(TASKS).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^[A-Z][A-Za-z ,:'-]{5,90}$/);
  });
});

describe('whose list a task stands on', () => {
  const { state } = spec.given(raised());
  const listed = (...who: Parameters<typeof actor>): boolean => isTaskOf(state, actor(...who));

  it('stands on the list of whoever it is for, their manager, the auditor and the data protection officer', () => {
    expect(listed('CC', 'C1', 'T1')).toBe(true);
    expect(listed('TM', 'M1', 'T1')).toBe(true);
    expect(listed('AU', 'A1')).toBe(true);
    expect(listed('DP', 'D1')).toBe(true);
  });

  it.each([
    ['another of the same role', 'CC', 'C2', 'T1'],
    ['the manager of another organisation', 'TM', 'M2', 'T2'],
    ['the manager of no organisation', 'TM', 'M2', undefined],
    ['a manager of other staff', 'SM', 'S1', 'T1'],
    ['whoever it is for, once of another organisation', 'CC', 'C1', 'T2'],
    ['an assessor', 'AS', 'X1', 'T1'],
  ])('never on that of %s', (_, role, userId, organisationId) => {
    expect(listed(role, userId, organisationId)).toBe(false);
    spec
      .given(raised())
      .when({ type: 'CloseTask', outcome: 'done' }, by(role, userId, organisationId))
      .refused('NOT_FOUND');
  });

  it('is on the list of the deputy of whoever is away, of the same organisation, who closes it', () => {
    const { state } = spec.given(raised());
    const until = '2026-03-09T23:59:59.999Z';
    const deputy = { ...actor('CC', 'C2', 'T1'), standsInFor: [{ user: 'pseudonym-C1', until }] };
    expect(isTaskOf(state, deputy)).toBe(true);
    expect(absentHolder(state, deputy)).toEqual({ user: 'pseudonym-C1', until });
    expect(isTaskOf(state, { ...deputy, organisationId: 'T2' })).toBe(false);
    expect(isTaskOf(state, { ...deputy, standsInFor: [{ user: 'pseudonym-C3', until }] })).toBe(false);
    spec
      .given(raised())
      .when({ type: 'CloseTask', outcome: 'done' }, { now: NOW, actor: deputy })
      .then({ type: 'TaskClosed', payload: { by: 'C2' } });
  });

  it('where nobody is named it is the role’s, in the organisation that it names', () => {
    const open = spec.given({
      type: 'TaskRaised',
      payload: { kind: 'reassessRisk', forRole: 'KW', organisationId: 'P1', ref: { riskId: 'r' } },
    }).state;
    expect(isTaskOf(open, actor('KW', 'K1', 'P1'))).toBe(true);
    expect(isTaskOf(open, actor('SM', 'S1', 'P1'))).toBe(true);
    expect(isTaskOf(open, actor('CS', 'S2', 'P1'))).toBe(false);
    expect(isTaskOf(open, actor('KW', 'K2', 'P2'))).toBe(false);
  });

  it('one stored before organisations were kept is its role’s', () => {
    const old = spec.given({ type: 'TaskRaised', payload: { kind: 'reassessRisk', forRole: 'KW', ref: {} } }).state;
    expect(isTaskOf(old, actor('KW', 'K1', 'P1'))).toBe(true);
    expect(isTaskOf(old, actor('CC', 'K1', 'P1'))).toBe(false);
  });

  it.each([
    ['manager', 'SM', 'P1'],
    ['data protection officer', 'DP', undefined],
  ])('never on the list of the %s whom it is about, who does not close it', (_, role, organisationId) => {
    const about: TaskEvent = {
      type: 'TaskRaised',
      payload: {
        kind: 'narrativeSimilar',
        forRole: 'SM',
        organisationId: 'P1',
        subject: { kind: 'staff', id: 'pseudonym-X' },
        ref: {},
      },
    };
    expect(isTaskOf(spec.given(about).state, actor(role, 'X', organisationId))).toBe(false);
    spec
      .given(about)
      .when({ type: 'CloseTask', outcome: 'done' }, by(role, 'X', organisationId))
      .refused('NOT_FOUND');
    spec
      .given(about)
      .when({ type: 'CloseTask', outcome: 'done' }, by(role, 'Y', organisationId))
      .then({ type: 'TaskClosed', payload: { by: 'Y' } });
  });
});

describe('closing a task', () => {
  it('is theirs for whom it is; “already so” is the same person with the same outcome', () => {
    const done = { type: 'CloseTask', outcome: 'done' } as const;
    spec
      .given(raised())
      .when(done, by('CC', 'C1', 'T1'))
      .then({ type: 'TaskClosed', payload: { by: 'C1', outcome: 'done' } });
    const given = spec.given(raised(), closed);
    given.when(done, by('CC', 'C1', 'T1')).nothing();
    given.when({ ...done, outcome: 'not done' }, by('CC', 'C1', 'T1')).refused('STATE_CONFLICT', ['closed']);
    given.when(done, by('TM', 'M1', 'T1')).refused('STATE_CONFLICT', ['closed']);
    given.when({ ...done, outcome: 'met' }, clock).nothing();
    spec
      .given()
      .when(done, by('CC', 'C1', 'T1'))
      .refused('NOT_FOUND');
  });
});

describe('a task that follows the office', () => {
  const successor = {
    type: 'ReassignTask',
    forRole: 'CC',
    forUserId: 'C2',
    organisationId: 'T1',
    teamId: 'team',
    because: 'coordinatorReallocated',
  } as const;
  const reassigned: TaskEvent = {
    type: 'TaskReassigned',
    payload: {
      forRole: 'CC',
      forUserId: 'C2',
      user: 'pseudonym-C2',
      organisationId: 'T1',
      teamId: 'team',
      because: 'coordinatorReallocated',
    },
  };

  it('goes to the successor by an event of its own; whoever left neither sees nor closes it', () => {
    spec.given(raised()).when(successor, clock).then(reassigned);
    const { state } = spec.given(raised(), reassigned);
    expect(state).toMatchObject({ forUserId: 'C2', user: 'pseudonym-C2', raisedFor: 'CC', dueAt: prompt.dueAt });
    expect([isTaskOf(state, actor('CC', 'C2', 'T1')), isTaskOf(state, actor('CC', 'C1', 'T1'))]).toEqual([true, false]);
    spec.given(raised(), reassigned).when(successor, clock).nothing();
  });

  it('goes to the manager where there is no successor, and is nobody’s by name', () => {
    const toManager: TaskEvent = {
      type: 'TaskReassigned',
      payload: { forRole: 'TM', organisationId: 'T1', because: 'coordinatorDeactivated' },
    };
    const { state } = spec.given(raised(), toManager);
    expect([state.forRole, state.forUserId, state.user, state.teamId]).toEqual(['TM', undefined, undefined, undefined]);
    expect(state.raisedFor).toBe('CC');
  });

  it('is the platform’s to move, and a closed one stays where it was', () => {
    spec
      .given(raised())
      .when(successor, by('TM', 'M1', 'T1'))
      .refused('ROLE_NOT_PERMITTED');
    spec.given(raised(), closed).when(successor, clock).nothing();
    spec.given().when(successor, clock).refused('NOT_FOUND');
  });

  it('is due when it is due now', () => {
    const sooner = { type: 'ChangeTaskDue', dueAt: '2026-03-09T23:59:59.999Z' } as const;
    spec
      .given(raised())
      .when(sooner, clock)
      .then({ type: 'TaskDueChanged', payload: { dueAt: sooner.dueAt } });
    const changed: TaskEvent = { type: 'TaskDueChanged', payload: { dueAt: sooner.dueAt } };
    expect(spec.given(raised(), changed).state.dueAt).toBe(sooner.dueAt);
    spec.given(raised(), changed).when(sooner, clock).nothing();
    spec
      .given(raised())
      .when(sooner, by('CC', 'C1', 'T1'))
      .refused('ROLE_NOT_PERMITTED');
  });
});

describe('a task that is escalated', () => {
  const manager = { forRole: 'TM', organisationId: 'T1', step: 'manager' } as const;
  const council = { forRole: 'AS', step: 'council' } as const;
  const toManager: TaskEvent = { type: 'TaskEscalated', payload: manager };
  const toCouncil: TaskEvent = { type: 'TaskEscalated', payload: council };
  const { state } = spec.given(raised(), toManager, toCouncil);

  it('is raised with those whom it is escalated to at once, or is escalated later: by each step once', () => {
    spec
      .given()
      .when({ type: 'RaiseTask', ...prompt, escalatedTo: [manager, council] }, clock)
      .then({ type: 'TaskRaised', payload: prompt }, toManager, toCouncil);
    expect(raiseTask('t', prompt, manager).command).toEqual({ ...raise(), escalatedTo: [manager] });
    const escalate: TaskCommand = { type: 'EscalateTask', ...manager };
    expect(escalateTask('t', manager).command).toEqual(escalate);
    spec.given(raised()).when(escalate, clock).then(toManager);
    spec.given(raised(), toManager).when(escalate, clock).nothing();
    spec.given(raised(), closed).when(escalate, clock).nothing();
    spec.given().when(escalate, clock).refused('NOT_FOUND');
    spec
      .given(raised())
      .when(escalate, by('CC', 'C1', 'T1'))
      .refused('ROLE_NOT_PERMITTED');
  });

  it('R38: is nobody’s after a death', () => {
    spec
      .given()
      .when({ type: 'RaiseTask', ...prompt, escalatedTo: [manager] }, { ...clock, facts: { deceased: true } })
      .nothing();
  });

  it('says to whom, at which step and since when', () => {
    expect(state.escalations).toEqual([
      { ...manager, raisedFor: 'TM', since: expect.any(String) },
      { ...council, raisedFor: 'AS', since: expect.any(String) },
    ]);
  });

  it('is one task on the list of everybody who holds one of its offices, who closes it for all', () => {
    expect(isTaskOf(state, actor('CC', 'C1', 'T1'))).toBe(true);
    expect(isTaskOf(state, actor('AS', 'X1'))).toBe(true);
    expect(isTaskOf(state, actor('SM', 'S1', 'T1'))).toBe(false);
    expect(isTaskOf(spec.given(raised()).state, actor('AS', 'X1'))).toBe(false);
    expect(holderOfTask(state)).toEqual([
      { kind: 'organisation', organisationId: 'T1' },
      { kind: 'organisation', organisationId: 'T1' },
      { kind: 'council' },
    ]);
    spec
      .given(raised(), toManager, toCouncil)
      .when({ type: 'CloseTask', outcome: 'done' }, by('AS', 'X1'))
      .then({ type: 'TaskClosed', payload: { by: 'X1' } });
  });

  it('by name goes to nobody whom it is about', () => {
    const about = { ...manager, forUserId: 'C1' };
    const given = spec.given(raised({ subject: { kind: 'staff', id: 'pseudonym-C1' } }));
    given.when({ type: 'EscalateTask', ...about }, clock).then(toManager);
    const [made] = decideWith(task, { type: 'EscalateTask', ...about }, given.state, {
      ...clock,
      pseudonym: (userId: string) => `pseudonym-${userId}`,
    } as unknown as Context);
    expect(made).toEqual(toManager);
  });

  it('follows each of its offices by itself, with a trace', () => {
    const next = { forRole: 'TM', organisationId: 'T2' };
    const command = reassignTask('t', next, 'caseMoved', 'manager').command as unknown as TaskCommand;
    const moved: TaskEvent = { type: 'TaskReassigned', payload: { ...next, because: 'caseMoved', step: 'manager' } };
    spec.given(raised(), toManager, toCouncil).when(command, clock).then(moved);
    const after = spec.given(raised(), toManager, toCouncil, moved).state;
    expect(after).toMatchObject({ forUserId: 'C1', organisationId: 'T1' });
    expect(after.escalations).toEqual([
      {
        ...next,
        ...{ step: 'manager', raisedFor: 'TM', since: expect.any(String) },
        reassigned: { because: 'caseMoved', at: expect.any(String) },
      },
      state.escalations?.[1],
    ]);
    spec.given(raised(), toManager, moved).when(command, clock).nothing();
    spec.given(raised()).when(command, clock).nothing();
  });

  it('the deputy has what is escalated to whoever is away; what is theirs as well they do not stand in for', () => {
    const named: TaskEvent = { type: 'TaskEscalated', payload: { ...manager, forUserId: 'M1', user: 'pseudonym-M1' } };
    const until = '2026-03-09T23:59:59.999Z';
    const deputy = { ...actor('CC', 'C2', 'T1'), standsInFor: [{ user: 'pseudonym-M1', until }] };
    const escalated = spec.given(raised(), named).state;
    expect([isTaskOf(escalated, deputy), absentHolder(escalated, deputy)?.until]).toEqual([true, until]);
    const holder = { ...actor('CC', 'C1', 'T1'), standsInFor: deputy.standsInFor };
    expect([isTaskOf(escalated, holder), absentHolder(escalated, holder)]).toEqual([true, undefined]);
  });
});
