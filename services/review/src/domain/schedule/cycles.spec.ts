import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { NO_FACTS } from '../facts.js';
import { schedule } from './decider.js';
import type { Created, ScheduleEvent } from './events.js';

const spec = specify(schedule);
const PLAN = '00000000-0000-4000-8000-00000000000a';
const opened: ScheduleEvent = {
  type: 'ScheduleOpened',
  payload: { planId: PLAN, organisationId: 'O', planKind: 'provider', jurisdiction: 'ENG', rulePacks: [] },
};
const created = (kind: string, obligationId: string, dueAt: string, more: Partial<Created> = {}): ScheduleEvent => ({
  type: 'ObligationCreated',
  payload: {
    kind,
    basis: 'synthetic',
    dueAt,
    ruleRef: { profile: 'ENG', version: 2, key: kind },
    obligationId,
    planId: PLAN,
    organisationId: 'O',
    ...more,
  },
});
const about = (kind: string, obligationId: string) => ({ obligationId, kind, planId: PLAN });
const at = (now: string) => ({ now, facts: NO_FACTS });

describe('a monthly check that is marked not practicable, held the same day, and marked again', () => {
  const day = '2026-02-15T10:00:00.000Z';
  const due = '2026-03-15T23:59:59.999Z';
  const mark = (obligationId: string) => ({ type: 'MarkNotPracticable', obligationId, reason: 'away' }) as const;
  const second = uuidV5('c1', 'next');
  const third = uuidV5(second, 'next');
  const fourth = uuidV5(third, 'next');
  const not = (obligationId: string): ScheduleEvent => ({
    type: 'ObligationNotPracticable',
    payload: { ...about('monthlyCheck', obligationId), reason: 'away' },
  });
  const held: ScheduleEvent = {
    type: 'ObligationMet',
    payload: { ...about('monthlyCheck', second), evidenceRef: 'check', metAt: day, late: false },
  };

  it('R31: leaves one open, whose id derives from the one before it and not from a date', () => {
    const first = [opened, created('monthlyCheck', 'c1', due)];
    spec
      .given(...first)
      .when(mark('c1'), at(day))
      .then(
        { type: 'ObligationNotPracticable' },
        { type: 'ObligationCreated', payload: { obligationId: second, dueAt: '2026-04-15T22:59:59.999Z' } },
      );
    const marked = [...first, not('c1'), created('monthlyCheck', second, '2026-04-15T22:59:59.999Z')];
    spec
      .given(...marked)
      .when({ type: 'RecordMonthlyCheck', personsView: 'well' }, at(day))
      .then(
        { type: 'MonthlyCheckRecorded' },
        { type: 'ObligationMet', payload: { obligationId: second } },
        { type: 'ObligationCreated', payload: { obligationId: third, dueAt: due } },
      );
    spec
      .given(...marked, held, created('monthlyCheck', third, due))
      .when(mark(third), at(day))
      .then(
        { type: 'ObligationNotPracticable' },
        { type: 'ObligationCreated', payload: { obligationId: fourth, dueAt: '2026-04-15T22:59:59.999Z' } },
      );
  });

  it('R31: a month that has not begun cannot be marked: months ahead are not written off in a day', () => {
    const april = '2026-04-15T22:59:59.999Z';
    const marked = spec.given(
      opened,
      created('monthlyCheck', 'c1', due),
      not('c1'),
      created('monthlyCheck', second, april),
    );
    for (const early of [day, due]) marked.when(mark(second), at(early)).refused('TIMESCALE_INVALID', ['obligationId']);
    marked
      .when(mark(second), at(justAfter(due)))
      .then(
        { type: 'ObligationNotPracticable' },
        { type: 'ObligationCreated', payload: { obligationId: third, dueAt: '2026-05-15T22:59:59.999Z' } },
      );
  });

  it('R31: a stream in which that chain ended before goes on from where it ended', () => {
    const stored = spec.given(opened, created('monthlyCheck', 'c1', due), not('c1'));
    const deadline = {
      at: justAfter(due),
      name: 'continue-c1',
      command: { type: 'ContinueCycle', kind: 'monthlyCheck' },
    };
    expect(schedule.deadlines?.(stored.state)).toEqual([deadline]);
    stored
      .when({ type: 'ContinueCycle', kind: 'monthlyCheck' }, at('2026-03-20T09:00:00.000Z'))
      .then({ type: 'ObligationCreated', payload: { obligationId: second, dueAt: '2026-04-15T22:59:59.999Z' } });
  });
});

describe('a review that was started and never closed', () => {
  const STARTED = '2026-04-09T10:00:00.000Z';
  const DUE = '2026-07-09T22:59:59.999Z';
  const CLOSURE = '2026-04-16T22:59:59.999Z';
  const held: ScheduleEvent = {
    type: 'ObligationHeld',
    payload: { ...about('formalReview', 'f1'), reviewId: 'R', heldAt: STARTED },
  };
  const closure = created('reviewClosure', uuidV5(PLAN, 'reviewClosure', 'R'), CLOSURE);
  const given = [opened, created('formalReview', 'f1', DUE), held, closure];
  const reopen = { type: 'ReopenObligation', obligationId: 'f1' } as const;
  const reopened: ScheduleEvent = {
    type: 'ObligationReopened',
    payload: { ...about('formalReview', 'f1'), reviewId: 'R' },
  };
  const missed: ScheduleEvent = {
    type: 'ObligationMissed',
    payload: {
      ...about('formalReview', 'f1'),
      dueAt: DUE,
      detectedAt: justAfter(DUE),
      organisationId: 'O',
      planKind: 'provider',
    },
  };

  it('R31: excuses nothing from the millisecond after its closing was due; the obligation is due when it always was', () => {
    const open = spec.given(...given);
    expect(schedule.deadlines?.(open.state)).toContainEqual({
      at: justAfter(CLOSURE),
      name: 'reopen-f1',
      command: reopen,
    });
    open.when(reopen, at(CLOSURE)).nothing();
    open.when(reopen, at(justAfter(CLOSURE))).then({ type: 'ObligationReopened', payload: { reviewId: 'R' } });
    const { state } = spec.given(...given, reopened);
    expect(schedule.deadlines?.(state)).toContainEqual({
      at: '2026-07-09T23:00:00.000Z',
      name: 'miss-f1',
      command: { type: 'MissObligation', obligationId: 'f1' },
    });
  });

  it('R31: where its own day is over by then it is missed at once, and the next cycle counts from that day', () => {
    const late = created('formalReview', 'f1', '2026-04-14T22:59:59.999Z');
    spec
      .given(opened, late, held, closure)
      .when(reopen, at(justAfter(CLOSURE)))
      .then(
        { type: 'ObligationReopened' },
        { type: 'ObligationMissed', payload: { dueAt: '2026-04-14T22:59:59.999Z', detectedAt: justAfter(CLOSURE) } },
        {
          type: 'ObligationCreated',
          payload: { obligationId: uuidV5('f1', 'next'), dueAt: '2026-07-14T22:59:59.999Z' },
        },
      );
  });

  it('R31: closed after fourteen months it meets the cycle that it was held in, late, and no later one', () => {
    const next = created('formalReview', uuidV5('f1', 'next'), '2026-10-09T22:59:59.999Z', { arisenAt: DUE });
    spec
      .given(...given, reopened, missed, next)
      .when(
        {
          type: 'NoteReviewClosed',
          reviewId: 'R',
          reviewType: 'formal',
          heldAt: STARTED,
          closedAt: '2027-06-09T10:00:00.000Z',
          outcome: 'noChange',
        },
        at('2027-06-09T10:00:00.000Z'),
      )
      .then(
        {
          type: 'ObligationMet',
          payload: { obligationId: 'f1', metAt: STARTED, late: true, lateBy: 'PT8027H0.001S' },
        },
        { type: 'ObligationMet', payload: { kind: 'reviewClosure', late: true } },
      );
  });

  it('R31: is noted once, however often it is delivered', () => {
    const note = { type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'formal', heldAt: STARTED } as const;
    spec
      .given(...given)
      .when(note, at(STARTED))
      .nothing();
    spec
      .given(...given, reopened)
      .when(note, at('2026-05-01T10:00:00.000Z'))
      .nothing();
  });
});

describe('what is known late', () => {
  const SCO: ScheduleEvent = { ...opened, payload: { ...opened.payload, jurisdiction: 'SCO' } as never };
  const oblige = { type: 'Oblige', kind: 'personalPlan', trigger: '2026-02-10T09:00:00.000Z', name: 'E' } as const;
  const due = '2026-03-10T23:59:59.999Z';

  it('R35: is missed at once', () => {
    spec
      .given(SCO)
      .when(oblige, at('2026-03-09T10:00:00.000Z'))
      .then({ type: 'ObligationCreated', payload: { kind: 'personalPlan', dueAt: due } });
    spec
      .given(SCO)
      .when(oblige, at('2026-03-12T10:00:00.000Z'))
      .then(
        { type: 'ObligationCreated', payload: { kind: 'personalPlan', dueAt: due } },
        { type: 'ObligationMissed', payload: { dueAt: due, detectedAt: '2026-03-12T10:00:00.000Z' } },
      );
    spec.given(SCO).when(oblige, at(due)).then({ type: 'ObligationCreated' });
  });

  it('R31: and with it each cycle that is over by then', () => {
    const miss = { type: 'MissObligation', obligationId: 'c1' } as const;
    spec
      .given(opened, created('monthlyCheck', 'c1', '2026-01-31T23:59:59.999Z'))
      .when(miss, at('2026-04-01T09:00:00.000Z'))
      .then(
        { type: 'ObligationMissed', payload: { obligationId: 'c1' } },
        { type: 'ObligationCreated', payload: { dueAt: '2026-02-28T23:59:59.999Z' } },
        { type: 'ObligationMissed', payload: { dueAt: '2026-02-28T23:59:59.999Z' } },
        { type: 'ObligationCreated', payload: { dueAt: '2026-03-28T23:59:59.999Z' } },
        { type: 'ObligationMissed', payload: { dueAt: '2026-03-28T23:59:59.999Z' } },
        { type: 'ObligationCreated', payload: { dueAt: '2026-04-28T22:59:59.999Z' } },
      );
  });
});

describe('years whose bank holidays nobody has published', () => {
  it('R31: a review held at the end of 2028 is noted, and its closing is due provisionally', () => {
    const heldAt = '2028-12-28T09:00:00.000Z';
    spec
      .given(opened, created('formalReview', 'f1', '2029-03-28T22:59:59.999Z'))
      .when({ type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'formal', heldAt }, at(heldAt))
      .then(
        { type: 'ObligationHeld', payload: { kind: 'formalReview' } },
        {
          type: 'ObligationCreated',
          payload: { kind: 'reviewClosure', dueAt: '2029-01-05T23:59:59.999Z', provisional: true },
        },
      );
  });
});
