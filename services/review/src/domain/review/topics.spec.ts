import { decideWith } from '@carethread/event-sourcing';
import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type News, type ReviewFacts } from '../facts.js';
import { goalsAchieved } from './outcome-progress.js';
import { review } from './decider.js';
import type { Gathered, ReviewEvent } from './events.js';
import type { ReviewCommand } from './commands.js';
import { TOPICS } from '../schedule/rules.js';

const spec = specify(review);
const NOW = '2026-04-10T10:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const news = (id: string, kind = 'exception'): News => ({ id, kind, at: '2026-03-01T09:00:00.000Z', ref: {} });
const facts: ReviewFacts = {
  ...NO_FACTS,
  plans: {
    PL: {
      planKind: 'provider',
      organisationId: 'O',
      jurisdiction: 'ENG',
      rulePacks: [],
      versionNo: 2,
      outcomeIds: [],
      needIds: [],
      actionIds: [],
      newSince: '2026-01-15T12:00:00.000Z',
    },
  },
  news: [news('x'), news('y', 'incident')],
  risks: {
    RI: { planId: 'PL', taken: true, takenAt: '2026-02-01T09:00:00.000Z', open: true },
    OLD: {
      planId: 'PL',
      taken: true,
      takenAt: '2026-01-01T09:00:00.000Z',
      open: true,
      outcome: { outcome: 'noEffect', narrative: 'as before', at: '2026-03-02T09:00:00.000Z' },
    },
  },
};
const context = { now: NOW, facts };
const scheduled: ReviewEvent = {
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', at: NOW, obligationIds: [] },
};
const started = (found: Gathered = {}) =>
  ({
    type: 'ReviewStarted',
    payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', chair: { id: 'K' }, early: false, ...found },
    meta: { recordedAt: NOW },
  }) as const;
const topic = (name: string, more: object = {}) => ({ topic: name, text: `on ${name}`, ...more });
const said = (name: string, more: object = {}): ReviewEvent => ({
  type: 'TopicConsidered',
  payload: topic(name, more),
});
const consider = (name: string, more: object = {}): ReviewCommand => ({ type: 'ConsiderTopic', ...topic(name, more) });
const rest: readonly ReviewEvent[] = [
  ...(TOPICS['formal'] ?? []).map((name) => said(name)),
  { type: 'AttendanceRecorded', payload: { party: { kind: 'person', id: P }, present: true } },
  {
    type: 'ReviewOutcomeAgreed',
    payload: { reviewId: 'R', planId: 'PL', planVersionReviewed: 2, outcome: 'noChange', changes: [] },
  },
  { type: 'StakeholderBriefed', payload: { party: { id: 'S' }, issuedAt: NOW } },
  { type: 'ReviewMinutesPublished', payload: { text: 'minutes' } },
];
const close = { type: 'CloseReview' } as const;

describe('what a review finds when it begins', () => {
  it('ENG-118, ENG-115, ENG-121: new information, the risks taken and the goals achieved, kept with the review', () => {
    const plan = { ...facts.plans['PL'], achieved: { g0: '2026-01-01T00:00:00.000Z', g1: '2026-02-01T00:00:00.000Z' } };
    spec
      .given(scheduled)
      .when({ type: 'StartReview' }, { now: NOW, facts: { ...facts, plans: { PL: plan } } })
      .then({
        type: 'ReviewStarted',
        payload: {
          gathered: [news('x'), news('y', 'incident')],
          risks: [
            { riskId: 'RI', since: true },
            { riskId: 'OLD', since: false, outcome: 'noEffect', narrative: 'as before' },
          ],
          achieved: ['g1'],
        },
      });
    expect(spec.given(scheduled, started({ gathered: [news('x')] })).state.found).toEqual({ gathered: [news('x')] });
    expect(spec.given(scheduled, started()).state.found).toBeUndefined();
  });
});

describe('new information', () => {
  const found = started({ gathered: [news('x'), news('y', 'incident')] });

  it('ENG-118: is marked considered one by one, and only what was gathered', () => {
    const given = spec.given(scheduled, found);
    given
      .when(consider('newInformation', { considered: ['x'] }), context)
      .then({ type: 'TopicConsidered', payload: { topic: 'newInformation', considered: ['x'] } });
    given
      .when(consider('newInformation'), context)
      .then({ type: 'TopicConsidered', payload: { topic: 'newInformation', considered: ['x', 'y'] } });
    given.when(consider('newInformation', { considered: ['x', 'z'] }), context).refused('REFERENCE_NOT_FOUND', ['z']);
    given.when(consider('roles', { considered: ['x'] }), context).refused('MALFORMED');
    expect(
      spec.given(
        scheduled,
        found,
        said('newInformation', { considered: ['x'] }),
        said('newInformation', { considered: ['x', 'y'] }),
      ).state.considered,
    ).toEqual(['x', 'y']);
  });

  it('ENG-118: a formal review does not close while any of it was not considered', () => {
    spec
      .given(scheduled, found, ...rest)
      .when(close, context)
      .refused('TOPIC_MISSING', ['newInformation']);
    spec
      .given(scheduled, found, ...rest, said('newInformation', { considered: ['x'] }))
      .when(close, context)
      .refused('TOPIC_MISSING', ['newInformation']);
    spec
      .given(scheduled, found, ...rest, said('newInformation', { considered: ['x', 'y'] }))
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { considered: ['x', 'y'] } });
    spec
      .given(scheduled, started(), ...rest)
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { considered: [] } });
  });
});

describe('the outcomes of risks', () => {
  const risks = [
    { riskId: 'RI', since: true },
    { riskId: 'OLD', since: false },
  ];

  it('ENG-115: are filled in from what the risk service knows; what is said here stands before it', () => {
    const known = { riskId: 'OLD', outcome: 'noEffect', narrative: 'as before' };
    const given = spec.given(scheduled, started({ risks }));
    given.when(consider('riskOutcomes'), context).then({ type: 'TopicConsidered', payload: { risks: [known] } });
    given
      .when(consider('riskOutcomes', { risks: [{ riskId: 'RI', outcome: 'benefit' }] }), context)
      .then({ type: 'TopicConsidered', payload: { risks: [{ riskId: 'RI', outcome: 'benefit' }, known] } });
    given
      .when(consider('riskOutcomes', { risks: [{ riskId: 'OLD', outcome: 'harm', narrative: 'a fall' }] }), context)
      .then({
        type: 'TopicConsidered',
        payload: { risks: [{ riskId: 'OLD', outcome: 'harm', narrative: 'a fall' }] },
      });
    given
      .when(consider('riskOutcomes', { risks: [{ riskId: 'stranger', outcome: 'harm' }] }), context)
      .refused('REFERENCE_NOT_FOUND', ['stranger']);
    given.when(consider('roles', { risks: [{ riskId: 'RI', outcome: 'harm' }] }), context).refused('MALFORMED');
  });

  it('ENG-115: said once they are not filled in over it', () => {
    const { state } = spec.given(
      scheduled,
      started({ risks }),
      said('riskOutcomes', { risks: [{ riskId: 'OLD', outcome: 'harm' }] }),
    );
    expect(state.riskOutcomes).toEqual({ OLD: { outcome: 'harm' } });
    const decided = decideWith(review, consider('riskOutcomes'), state, { facts } as never);
    expect(decided).toEqual([{ type: 'TopicConsidered', payload: topic('riskOutcomes') }]);
  });

  it('ENG-115: something is said of them before a formal review closes', () => {
    const unsaid = rest.filter(({ payload }) => !('topic' in payload && payload.topic === 'riskOutcomes'));
    spec
      .given(scheduled, started({ risks }), ...unsaid)
      .when(close, context)
      .refused('TOPIC_MISSING', ['riskOutcomes']);
    spec
      .given(scheduled, started({ risks }), ...unsaid, said('riskOutcomes'))
      .when(close, context)
      .then({ type: 'ReviewClosed' });
  });
});

describe('achievements', () => {
  const assess = (status: string) => ({ type: 'AssessOutcome', outcomeId: 'o1', status }) as const;
  const met = (outcomeId: string, more: object = { achieved: true }): ReviewEvent => ({
    type: 'OutcomeProgressRecorded',
    payload: { outcomeId, status: 'achieved', ...more },
  });

  it('ENG-121, R37: an outcome that is achieved, and was not before, is an achievement', () => {
    const given = spec.given(scheduled, started());
    const decided = (achieved: Readonly<Record<string, string>>, status = 'achieved') =>
      decideWith(review, assess(status), given.state, {
        facts: { ...facts, plans: { PL: { ...facts.plans['PL'], achieved } } },
      } as never)[0]?.payload;
    expect(decided({})).toEqual({ outcomeId: 'o1', status: 'achieved', achieved: true });
    expect(decided({ o1: '2026-01-01T00:00:00.000Z' })).toEqual({ outcomeId: 'o1', status: 'achieved' });
    expect(decided({}, 'progressing')).toEqual({ outcomeId: 'o1', status: 'progressing' });
  });

  it('ENG-121: are counted since the last review, each once, this review’s own findings included', () => {
    const count = (...events: readonly ReviewEvent[]): number =>
      goalsAchieved(spec.given(scheduled, started({ achieved: ['g1', 'o1'] }), ...events).state);
    expect(count()).toBe(2);
    expect(count(met('o1'), met('o2'))).toBe(3);
    expect(count(met('o2', {}))).toBe(2);
    expect(goalsAchieved(spec.given(scheduled).state)).toBe(0);
    spec
      .given(scheduled, started(), ...rest, met('o1'), met('o2', {}), said('riskOutcomes'))
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { achieved: ['o1'] } });
  });
});
