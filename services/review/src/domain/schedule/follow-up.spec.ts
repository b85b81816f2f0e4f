import { decideWith } from '@carethread/event-sourcing';
import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { schedule } from './decider.js';
import type { Created, ScheduleEvent } from './events.js';

const spec = specify(schedule);
const NOW = '2026-02-01T12:00:00.000Z';
const FORMAL = '2026-04-15T22:59:59.999Z';
const HELD = '2026-04-10T10:00:00.000Z';
const openedAs = (jurisdiction: string, planKind = 'provider'): ScheduleEvent => ({
  type: 'ScheduleOpened',
  payload: { planId: 'PL', organisationId: 'O', planKind, jurisdiction, rulePacks: [] },
});
const opened = openedAs('ENG');
const owes = (kind: string, dueAt: string, more: Partial<Created> = {}): ScheduleEvent => ({
  type: 'ObligationCreated',
  payload: {
    kind,
    basis: 'synthetic',
    dueAt,
    ruleRef: { profile: 'ENG', version: 2, key: kind },
    obligationId: `${kind}-1`,
    planId: 'PL',
    organisationId: 'O',
    ...more,
  },
});
const formal = owes('formalReview', FORMAL);
const formalHeld: ScheduleEvent = {
  type: 'ObligationHeld',
  payload: { obligationId: 'formalReview-1', kind: 'formalReview', planId: 'PL', reviewId: 'R', heldAt: HELD },
};
const followUp = (kind: string, more: object = {}) =>
  ({ type: 'FollowUp', kind, arisenAt: NOW, name: 'fact', ...more }) as const;
const assessed = (more: object = {}) =>
  ({ type: 'NoteRiskAssessed', riskId: 'RI', at: NOW, name: 'fact', taken: true, ...more }) as const;
const due = (kind: string, dueAt: string, more: object = {}) =>
  ({ type: 'ObligationCreated', payload: { kind, dueAt, basis: 'SCOT-094', ...more } }) as const;
const closed = (reviewType: string) =>
  ({ type: 'NoteReviewClosed', reviewId: 'R', reviewType, heldAt: HELD, closedAt: HELD, outcome: 'noChange' }) as const;
const met = (kind: string, more: object = {}) => ({ type: 'ObligationMet', payload: { kind, ...more } }) as const;

describe('a decision of the person’s own is followed up', () => {
  it.each([
    ['a refusal', 'refusalReview'],
    ['a change of mind', 'changeOfMindReview'],
    ['a supported risk', 'supportedRiskReview'],
  ])('SCOT-094: %s by the date it was given, else by the next formal review', (_, kind) => {
    const given = spec.given(opened, formal);
    given
      .when(followUp(kind, { reviewOn: '2026-02-08' }), { now: NOW })
      .then(due(kind, '2026-02-08T23:59:59.999Z', { arisenAt: NOW, ruleRef: { key: 'reviewOn' } }));
    given.when(followUp(kind), { now: NOW }).then(due(kind, FORMAL));
    // A date that was over when it was given is none.
    given.when(followUp(kind, { reviewOn: '2026-01-31' }), { now: NOW }).then(due(kind, FORMAL));
    given.when(followUp(kind, { reviewOn: '2026-02-01' }), { now: NOW }).then(due(kind, '2026-02-01T23:59:59.999Z'));
    spec.given(opened).when(followUp(kind), { now: NOW }).nothing();
  });

  it('SCOT-094: in Scotland by the review of six months, of a council’s plan by the council’s', () => {
    const six = '2026-07-15T22:59:59.999Z';
    spec
      .given(openedAs('SCO'), owes('review', six))
      .when(followUp('refusalReview'), { now: NOW })
      .then(due('refusalReview', six, { ruleRef: { profile: 'SCO' } }));
    spec
      .given(openedAs('ENG', 'localAuthority'), owes('councilReview', FORMAL))
      .when(followUp('changeOfMindReview'), { now: NOW })
      .then(due('changeOfMindReview', FORMAL));
  });

  it('SCOT-094: by the earliest review that is still ahead; while one waits for its closing, by the one after it', () => {
    spec
      .given(
        opened,
        owes('formalReview', '2026-01-20T23:59:59.999Z'),
        owes('cpaReview', '2026-05-01T22:59:59.999Z'),
        formal,
      )
      .when(followUp('refusalReview'), { now: NOW })
      .then(due('refusalReview', FORMAL));
    spec
      .given(opened, formal, formalHeld)
      .when(followUp('refusalReview', { arisenAt: '2026-04-11T09:00:00.000Z' }), { now: NOW })
      .then(due('refusalReview', '2026-07-11T22:59:59.999Z'));
  });

  it('SCOT-094: refusals to be followed up on one day are one obligation; a new one is made once that was held or missed', () => {
    const known = owes('refusalReview', FORMAL, { arisenAt: NOW });
    const more = followUp('refusalReview', { reviewOn: '2026-04-15', name: 'another' });
    spec.given(opened, formal, known).when(more).nothing();
    const held: ScheduleEvent = {
      type: 'ObligationHeld',
      payload: { obligationId: 'refusalReview-1', kind: 'refusalReview', planId: 'PL', reviewId: 'R', heldAt: HELD },
    };
    spec.given(opened, formal, known, held).when(more).then(due('refusalReview', FORMAL));
    const missed: ScheduleEvent = {
      type: 'ObligationMissed',
      payload: {
        obligationId: 'refusalReview-1',
        kind: 'refusalReview',
        planId: 'PL',
        dueAt: FORMAL,
        detectedAt: justAfter(FORMAL),
        organisationId: 'O',
        planKind: 'provider',
      },
    };
    // What was recorded before, but only becomes known once the day is over, was not followed up either.
    spec.given(opened, formal, known, missed).when(more).then(due('refusalReview', FORMAL));
  });

  it('SCOT-094: overdue it is missed from the next millisecond, stays open, and is met late', () => {
    const owed = owes('refusalReview', '2026-02-08T23:59:59.999Z', { arisenAt: NOW });
    const given = spec.given(opened, owed);
    const miss = { type: 'MissObligation', obligationId: 'refusalReview-1' } as const;
    const first = justAfter('2026-02-08T23:59:59.999Z');
    expect(first).toBe('2026-02-09T00:00:00.000Z');
    expect(schedule.deadlines?.(given.state)).toEqual([{ at: first, name: 'miss-refusalReview-1', command: miss }]);
    given.when(miss, { now: '2026-02-08T23:59:59.999Z' }).nothing();
    given.when(miss, { now: first }).then({
      type: 'ObligationMissed',
      payload: { kind: 'refusalReview', dueAt: '2026-02-08T23:59:59.999Z', detectedAt: first, organisationId: 'O' },
    });
    given.when(closed('formal')).then(met('refusalReview', { late: true }));
  });

  it.each(['formal', 'requested', 'significantChange', 'cpa', 'council'])(
    'SCOT-094: a %s review looks at what came up before it was held, and not at what came up after',
    (reviewType) => {
      const kinds = ['refusalReview', 'changeOfMindReview', 'supportedRiskReview'];
      const before = kinds.map((kind) => owes(kind, FORMAL, { arisenAt: NOW }));
      const after = kinds.map((kind) => owes(kind, FORMAL, { arisenAt: '2026-04-11T09:00:00.000Z' }));
      spec
        .given(opened, ...before)
        .when(closed(reviewType))
        .then(...kinds.map((kind) => met(kind, { late: false, metAt: HELD })));
      spec
        .given(opened, ...after)
        .when(closed(reviewType))
        .nothing();
      const held = spec.given(opened, ...after, owes('requestedReview', FORMAL));
      const note = { type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'requested', heldAt: HELD } as const;
      expect(held.state.obligations.map(({ kind }) => kind)).toHaveLength(4);
      expect(
        decideWith(schedule, note, held.state, {} as never).flatMap(({ type, payload }) =>
          type === 'ObligationHeld' ? [payload.kind] : [],
        ),
      ).toEqual(['requestedReview']);
    },
  );
});

describe('a risk that the person takes', () => {
  const owed = owes('supportedRiskReview', FORMAL, { about: 'RI', arisenAt: '2026-01-20T09:00:00.000Z' });

  it('SCOT-094: is followed up again in its turn, each by itself, and once for each message', () => {
    const given = spec.given(opened, formal);
    given.when(assessed(), { now: NOW }).then(due('supportedRiskReview', FORMAL, { about: 'RI' }));
    given
      .when(assessed({ reviewOn: '2026-03-01' }), { now: NOW })
      .then(due('supportedRiskReview', '2026-03-01T23:59:59.999Z', { about: 'RI' }));
    given.when(assessed({ taken: false }), { now: NOW }).nothing();
    spec
      .given(opened, formal, owed)
      .when(assessed({ riskId: 'other' }), { now: NOW })
      .then(due('supportedRiskReview', FORMAL, { about: 'other' }));
    spec
      .given(opened, formal, owed)
      .when(followUp('supportedRiskReview', { about: 'RI' }), { now: NOW })
      .nothing();
  });

  it('SCOT-094: assessed again it was followed up; avoided or closed it is followed up no more', () => {
    const given = spec.given(opened, formal, owed);
    given
      .when(assessed(), { now: NOW })
      .then(met('supportedRiskReview', { metAt: NOW }), due('supportedRiskReview', FORMAL, { about: 'RI' }));
    given.when(assessed({ taken: false }), { now: NOW }).then(met('supportedRiskReview'));
    given.when({ type: 'NoteRiskClosed', riskId: 'RI' }).then({
      type: 'ObligationCancelled',
      payload: { kind: 'supportedRiskReview', reason: 'riskClosed' },
    });
    given.when({ type: 'NoteRiskClosed', riskId: 'other' }).nothing();
    // Delivered twice, what was made the first time is not met by the very same fact.
    spec
      .given(opened, formal, owes('supportedRiskReview', FORMAL, { about: 'RI', arisenAt: NOW }))
      .when(assessed({ taken: false }), { now: NOW })
      .nothing();
  });
});
