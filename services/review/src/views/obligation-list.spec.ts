import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { TaskEvent } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { obligationList } from './obligation-list.js';

const { personId, recordedAt: at } = specMeta;
const DUE = '2026-03-31T22:59:59.999Z';
const about = { obligationId: 'B', planId: 'PL', kind: 'cpaReview' };
const owed = {
  ...about,
  ...{ basis: 'CPA-53', dueAt: DUE, organisationId: 'O', ruleRef: { profile: 'CPA', version: 1, key: 'review' } },
};

const event = (one: ScheduleEvent) => recorded<ScheduleEvent>(one);
const created = event({ type: 'ObligationCreated', payload: owed });
const missed = event({
  type: 'ObligationMissed',
  payload: { ...about, dueAt: DUE, detectedAt: DUE, organisationId: 'O', planKind: 'provider' },
});
const held = event({ type: 'ObligationHeld', payload: { ...about, reviewId: 'R', heldAt: at } });
const reopened = event({ type: 'ObligationReopened', payload: { ...about, reviewId: 'R' } });
const met = event({ type: 'ObligationMet', payload: { ...about, evidenceRef: 'R', metAt: at, late: true } });
const cancelled = event({ type: 'ObligationCancelled', payload: { ...about, reason: 'deceased' } });
const notPracticable = event({ type: 'ObligationNotPracticable', payload: { ...about, reason: 'snow' } });

const planned = (planKind: string) =>
  published('care-plan.care-plan-opened.v1', {
    planId: 'PL',
    planKind,
    organisationId: 'O',
    jurisdiction: 'ENG',
    rulePacks: [],
  });
const team = (keyworkerId: string) =>
  published('care-plan.care-team-assigned.v1', {
    ...{ episodeId: 'E', organisationId: 'O', serviceId: 'S', keyworkerId, members: [], at },
  });
const caseOpened = published('cpa-coordination.cpa-case-opened.v1', {
  ...{
    caseId: 'C',
    coordinatorId: 'CC',
    teamId: 'W',
    teamSetting: 'community',
    organisationId: 'O',
    regionCode: 'R1',
    acceptedOn: '2026-03-02',
  },
});
const moved = published('cpa-coordination.cpa-team-changed.v1', {
  ...{ caseId: 'C', teamId: 'V', teamSetting: 'community', organisationId: 'T', at },
});

const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(obligationList)
    .given(...events)
    .entries(personId ?? '');
const scopes = (...events: readonly ReturnType<typeof event>[]): unknown => entries(...events)[0]?.scopes;
const filters = (...events: readonly ReturnType<typeof event>[]): unknown =>
  entries(planned('provider'), created, ...events).map((one) => one.filters);

describe('the list of what is owed', () => {
  it('shows what is owed by when it is due, in ids, kinds and dates', () => {
    expect(entries(planned('provider'), created)).toMatchObject([
      {
        id: 'B',
        order: `${DUE} B`,
        body: { ...owed, personId, planKind: 'provider', status: 'open', missed: false },
      },
    ]);
  });

  it('is open until it is missed, held until the review is closed, and gone when it is met or nothing is owed', () => {
    expect(filters()).toEqual([{ kind: 'cpaReview', state: 'open', missed: 'false', asWork: 'itself' }]);
    expect(filters(missed)).toEqual([{ kind: 'cpaReview', state: 'missed', missed: 'true', asWork: 'itself' }]);
    expect(filters(held)).toEqual([
      { kind: 'cpaReview', state: 'heldAwaitingClosure', missed: 'false', asWork: 'held' },
    ]);
    for (const end of [met, cancelled, notPracticable]) expect(filters(missed, end)).toEqual([]);
  });

  it('R18: what was missed is overdue while a review holds it, and when that is not closed in time', () => {
    expect(filters(missed, held)).toEqual([
      { kind: 'cpaReview', state: 'heldAwaitingClosure', missed: 'true', asWork: 'held' },
    ]);
    expect(filters(held, missed, reopened)).toEqual([
      { kind: 'cpaReview', state: 'missed', missed: 'true', asWork: 'itself' },
    ]);
    expect(filters(held, reopened)).toEqual([{ kind: 'cpaReview', state: 'open', missed: 'false', asWork: 'itself' }]);
  });

  it('stands with who serves the person now, whichever came first', () => {
    const withTeam = [
      ...[{ of: 'tenant' }, { of: 'person', id: personId }, { of: 'organisation', id: 'O' }],
      ...[
        { of: 'team', id: 'E' },
        { of: 'user', id: 'second' },
      ],
    ];
    expect(scopes(planned('provider'), created, team('first'), team('second'))).toEqual(withTeam);
    expect(scopes(team('second'), created, planned('provider'))).toEqual(withTeam);
  });

  it('R18, D23: what is owed under a CPA plan goes with its case', () => {
    const before = [caseOpened, planned('cpa'), created];
    expect(scopes(...before)).toContainEqual({ of: 'user', id: 'CC' });
    const after = scopes(...before, moved);
    expect(after).toContainEqual({ of: 'organisation', id: 'T' });
    expect(after).not.toContainEqual({ of: 'organisation', id: 'O' });
    expect(entries(...before, moved)[0]?.body).toMatchObject({ organisationId: 'T' });
  });

  it('what is owed under the council’s plan is for its assessors', () => {
    const council = scopes(planned('localAuthority'), created);
    expect(council).toContainEqual({ of: 'role', role: 'AS', organisationId: '' });
    expect(council).not.toContainEqual({ of: 'organisation', id: 'O' });
  });

  it('is on nobody’s list while it is not known whose plan it is', () => {
    expect(entries(created)).toEqual([]);
  });

  describe('what has an open task', () => {
    const of = (event: TaskEvent, stream = 'task-T') => recorded<TaskEvent>(event, { stream });
    const raised = (subject: string) =>
      of({
        type: 'TaskRaised',
        payload: { kind: 'obligationMissed', forRole: 'KW', subject: { kind: 'obligation', id: subject }, ref: {} },
      });
    const escalated = of({ type: 'TaskEscalated', payload: { forRole: 'AS', step: 'council' } });
    const closed = of({ type: 'TaskClosed', payload: { by: 'K', outcome: 'done' } });
    const asWork = (...events: readonly ReturnType<typeof event>[]): unknown =>
      entries(planned('provider'), created, missed, ...events).map((one) => one.filters.asWork);

    it('stands on lists of work by that task, which says whose it is, and by itself again once that is closed', () => {
      expect(asWork(raised('B'))).toEqual(['byTask']);
      expect(asWork(raised('another'))).toEqual(['itself']);
      expect(asWork(raised('B'), closed)).toEqual(['itself']);
      expect(asWork(raised('B'), held)).toEqual(['held']);
      const [entry] = entries(planned('provider'), created, missed, raised('B'), escalated);
      expect(entry?.body).toMatchObject({ tasks: { T: { forRole: 'KW', escalations: [{ forRole: 'AS' }] } } });
    });

    it('has the tasks of streams that were stored with one for each office', () => {
      const second = of(
        {
          type: 'TaskRaised',
          payload: { kind: 'obligationMissed', forRole: 'SM', subject: { kind: 'obligation', id: 'B' }, ref: {} },
        },
        'task-U',
      );
      const [entry] = entries(planned('provider'), created, missed, raised('B'), second, closed);
      expect(entry?.body).toHaveProperty('tasks', { U: expect.anything() });
    });
  });
});
