import { specify } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { NO_FACTS, type KnownPlan, type ReviewFacts } from '../facts.js';
import { schedule } from './decider.js';
import type { ScheduleCommand } from './commands.js';
import type { ScheduleEvent, StopReason } from './events.js';

const spec = specify(schedule);
const NOW = '2026-02-02T10:00:00.000Z';
const open = { planId: 'PL', organisationId: 'O', planKind: 'provider', jurisdiction: 'ENG', rulePacks: [] };
const opened: ScheduleEvent = { type: 'ScheduleOpened', payload: open };
const plan: KnownPlan = { ...open, versionNo: 1, outcomeIds: [], needIds: [], actionIds: [] };
const facts: ReviewFacts = { ...NO_FACTS, plans: { PL: plan } };
const check: ScheduleEvent = {
  type: 'ObligationCreated',
  payload: {
    kind: 'monthlyCheck',
    basis: 'ENG-107',
    dueAt: '2026-02-15T23:59:59.999Z',
    ruleRef: { profile: 'ENG', version: 2, key: 'monthlyCheck' },
    obligationId: 'c1',
    planId: 'PL',
    organisationId: 'O',
  },
};
const missed: ScheduleEvent = {
  type: 'ObligationMissed',
  payload: {
    obligationId: 'c1',
    kind: 'monthlyCheck',
    planId: 'PL',
    dueAt: '2026-02-15T23:59:59.999Z',
    detectedAt: '2026-02-16T00:00:00.000Z',
    organisationId: 'O',
    planKind: 'provider',
  },
};
const stop = (because: StopReason): ScheduleEvent => ({
  type: 'ScheduleStopped',
  payload: { planId: 'PL', because, at: NOW },
});
const cancelled: ScheduleEvent = {
  type: 'ObligationCancelled',
  payload: { obligationId: 'c1', kind: 'monthlyCheck', planId: 'PL', reason: 'serviceEnded' },
};
const at = (now: string, more: object = {}) => ({ now, facts: { ...facts, ...more } });
const BY_PEOPLE: readonly ScheduleCommand[] = [
  { type: 'RecordMonthlyCheck', personsView: 'well' },
  { type: 'NoteMonitoring', needs: 'met' },
  { type: 'MarkNotPracticable', obligationId: 'c1', reason: 'away' },
  { type: 'RequestReview', reason: 'asked' },
  { type: 'ReportChange', domain: 'health', description: 'died on Sunday' },
];
const MAKING: readonly ScheduleCommand[] = [
  { type: 'Oblige', kind: 'urgentConsentReview', trigger: NOW, name: 'n' },
  { type: 'NotePublication', versionNo: 1, publishedAt: NOW, effectiveFrom: NOW, versionId: 'v' },
  { type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'formal', heldAt: NOW },
  { type: 'NoteSecondRefusal', refusalId: 'f', at: NOW },
  { type: 'FollowUp', kind: 'refusalReview', arisenAt: NOW, reviewOn: '2026-03-01', name: 'n' },
  { type: 'ContinueCycle', kind: 'monthlyCheck' },
];

describe('care that is over', () => {
  it.each<StopReason>(['deceased', 'planClosed', 'serviceEnded'])(
    'R15, R17, R38: %s cancels what is open and makes nothing after it; what was missed stays missed',
    (because) => {
      const given = spec.given(opened, check, missed);
      given
        .when({ type: 'StopSchedule', because }, at(NOW))
        .then(
          { type: 'ScheduleStopped', payload: { because, at: NOW } },
          { type: 'ObligationCancelled', payload: { obligationId: 'c1', reason: because } },
        );
      const over = spec.given(opened, check, missed, stop(because), cancelled);
      expect(over.state.obligations).toMatchObject([{ status: 'cancelled', missed: true }]);
      expect(schedule.deadlines?.(over.state)).toEqual([]);
      over.when({ type: 'StopSchedule', because }, at(NOW)).nothing();
      for (const command of MAKING) over.when(command, at(NOW)).nothing();
      for (const command of BY_PEOPLE) over.when(command, at(NOW)).refused('STATE_CONFLICT', [because]);
    },
  );

  it.each([
    ['deceased', { deceased: true }],
    ['planClosed', { plans: { PL: { ...plan, closed: true } } }],
  ])('R17, R38: %s counts as soon as it is known here, before the schedule was stopped', (because, known) => {
    const given = spec.given(opened, check);
    for (const command of MAKING) given.when(command, at(NOW, known)).nothing();
    for (const command of BY_PEOPLE) given.when(command, at(NOW, known)).refused('STATE_CONFLICT', [because]);
    given.when({ type: 'MissObligation', obligationId: 'c1' }, at('2026-03-01T00:00:00.000Z', known)).nothing();
  });

  it('R38: a plan that is opened for a person whose death is known owes nothing from the first', () => {
    spec
      .given()
      .when({ type: 'OpenSchedule', ...open }, at(NOW, { deceased: true }))
      .then({ type: 'ScheduleOpened' }, { type: 'ScheduleStopped', payload: { because: 'deceased' } });
  });
});

describe('a provider that serves the person again', () => {
  const ended = [opened, check, stop('serviceEnded'), cancelled];
  const again = { type: 'ResumeSchedule', episodeId: 'E', startedAt: '2026-02-05T09:00:00.000Z' } as const;

  it('R15: has its clocks anew from then, and not from before the end', () => {
    spec
      .given(...ended)
      .when(again, at('2026-02-05T09:00:00.000Z'))
      .then(
        { type: 'ScheduleResumed', payload: { episodeId: 'E', at: again.startedAt } },
        {
          type: 'ObligationCreated',
          payload: { obligationId: uuidV5('c1', 'next'), kind: 'monthlyCheck', dueAt: '2026-03-05T23:59:59.999Z' },
        },
        { type: 'ObligationCreated', payload: { kind: 'formalReview', dueAt: '2026-05-05T22:59:59.999Z' } },
      );
    spec
      .given(...ended)
      .when({ ...again, startedAt: '2020-01-01T09:00:00.000Z' }, at(NOW))
      .then(
        { type: 'ScheduleResumed', payload: { at: NOW } },
        { type: 'ObligationCreated', payload: { kind: 'monthlyCheck', dueAt: '2026-03-02T23:59:59.999Z' } },
        { type: 'ObligationCreated', payload: { kind: 'formalReview' } },
      );
  });

  it('R15: begins none that run already, none of a plan that was never published, none after death or closure', () => {
    spec
      .given(opened)
      .when(again, at(NOW, { plans: { PL: { ...plan, versionNo: 0 } } }))
      .nothing();
    spec
      .given(...ended)
      .when(again, at(NOW, { deceased: true }))
      .nothing();
    spec
      .given(...ended, stop('planClosed'))
      .when(again, at(NOW))
      .nothing();
  });
});

describe('what a client sends of a plan', () => {
  const report = (noticedOn: string) =>
    ({ type: 'ReportChange', domain: 'health', description: 'sleeps badly', noticedOn }) as const;

  it('§1b: lies between the plan and now', () => {
    const given = spec.given(opened);
    given.when(report('2026-02-03'), at(NOW)).refused('FUTURE_DATE', ['noticedOn']);
    given.when(report('2025-02-01'), at(NOW)).refused('TIMESCALE_INVALID', ['noticedOn']);
    given
      .when(report('2025-02-02'), at(NOW))
      .then({ type: 'SignificantChangeReported' }, { type: 'ObligationCreated' });
    const known = { plans: { PL: { ...plan, openedAt: '2026-01-05T09:00:00.000Z' } } };
    const check = { type: 'RecordMonthlyCheck', personsView: 'well' } as const;
    given
      .when(check, { ...at(NOW, known), occurredAt: '2026-01-04T09:00:00.000Z' })
      .refused('TIMESCALE_INVALID', ['occurredAt']);
    given
      .when(check, { ...at(NOW, known), occurredAt: '2026-01-05T00:00:00.000Z' })
      .then({ type: 'MonthlyCheckRecorded' });
  });

  it('§1b: says something', () => {
    const given = spec.given(opened);
    given.when({ type: 'ReportChange', domain: 'health' }, at(NOW)).refused('MALFORMED');
    given.when({ type: 'NoteMonitoring' }, at(NOW)).refused('MALFORMED');
    const party = { kind: 'person', id: '00000000-0000-4000-8000-000000000004' };
    given.when({ type: 'RecordMonthlyCheck', participants: [party] }, at(NOW)).refused('MALFORMED');
  });

  it('R34: a check is held with the person of this record, not with any person', () => {
    const others = [
      { kind: 'person', id: '00000000-0000-4000-8000-0000000000ff' },
      { kind: 'person', name: 'Synthetic Namesake' },
    ];
    for (const other of others)
      spec
        .given(opened)
        .when({ type: 'RecordMonthlyCheck', participants: [other], findings: 'well' }, at(NOW))
        .refused('PERSON_NOT_REPRESENTED', ['participants']);
  });

  it('a check that raises a review has it owed', () => {
    spec
      .given(opened)
      .when({ type: 'RecordMonthlyCheck', personsView: 'wants a change', raisesReview: true }, at(NOW))
      .then(
        { type: 'MonthlyCheckRecorded' },
        { type: 'ObligationCreated', payload: { kind: 'requestedReview', dueAt: '2026-02-16T23:59:59.999Z' } },
      );
  });
});

describe('a proposal that is refused for the second time', () => {
  it('C8: is reviewed in seven days, once', () => {
    const note = { type: 'NoteSecondRefusal', refusalId: 'f', at: NOW } as const;
    const owed = { kind: 'significantChangeReview', dueAt: '2026-02-09T23:59:59.999Z' };
    spec.given(opened).when(note, at(NOW)).then({ type: 'ObligationCreated', payload: owed });
    const review: ScheduleEvent = {
      type: 'ObligationCreated',
      payload: { ...check.payload, ...owed, obligationId: 's1' },
    };
    spec
      .given(opened, review)
      .when({ ...note, refusalId: 'g' }, at(NOW))
      .nothing();
  });
});
