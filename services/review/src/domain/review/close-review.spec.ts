import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { review } from './decider.js';
import type { AgreedChange, ReviewEvent } from './events.js';
import { TOPICS } from '../schedule/rules.js';

const spec = specify(review);
const NOW = '2026-04-10T10:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const plan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'ENG',
  rulePacks: [],
  versionNo: 1,
  outcomeIds: [],
  needIds: [],
  actionIds: ['a1'],
};
const teams = { E: { organisationId: 'O', keyworkerId: 'K', members: ['S'], open: true } };
const context = { now: NOW, facts: { ...NO_FACTS, plans: { PL: plan }, teams } };
const scheduled = (reviewType: string, more: object = {}): ReviewEvent => ({
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType, at: NOW, obligationIds: [], ...more },
});
const started = (reviewType: string, id = 'K'): ReviewEvent => ({
  type: 'ReviewStarted',
  payload: { reviewId: 'R', planId: 'PL', reviewType, chair: { id }, early: false },
});
const topic = (name: string): ReviewEvent => ({
  type: 'TopicConsidered',
  payload: { topic: name, text: 'talked over' },
});
const topics = (TOPICS['requested'] ?? []).map(topic);
const attended = (party: object): ReviewEvent => ({ type: 'AttendanceRecorded', payload: { party, present: true } });
const person = attended({ kind: 'person', id: P });
const outcome = (name: string, ...changes: readonly AgreedChange[]): ReviewEvent => ({
  type: 'ReviewOutcomeAgreed',
  payload: { reviewId: 'R', planId: 'PL', planVersionReviewed: 1, outcome: name, changes },
});
const change = (more: object = {}): AgreedChange => ({ changeId: 'c', itemId: 'a1', agreedByPerson: true, ...more });
const briefed = (id: string): ReviewEvent => ({
  type: 'StakeholderBriefed',
  payload: { party: { id }, issuedAt: NOW, changesForThem: 'an hour later' },
});
const minutes: ReviewEvent = { type: 'ReviewMinutesPublished', payload: { text: 'minutes' } };
const close = { type: 'CloseReview' } as const;
const closing = (...events: readonly ReviewEvent[]) =>
  spec.given(scheduled('requested'), started('requested'), ...topics, minutes, ...events);

describe('whom a review briefs', () => {
  it('R33: each of those whom a change concerns: the team that carries it out', () => {
    const amended = [person, outcome('amend', change())];
    closing(...amended)
      .when(close, context)
      .refused('BRIEFING_OUTSTANDING', ['S']);
    closing(...amended, briefed('X'))
      .when(close, context)
      .refused('BRIEFING_OUTSTANDING', ['S']);
    closing(...amended, briefed('S'))
      .when(close, context)
      .then({ type: 'ReviewClosed' });
  });

  it('R33: those whom the change names, in the team’s stead; who took part knows it', () => {
    const amended = [person, outcome('amend', change({ concerns: ['F', 'G'] }))];
    closing(...amended)
      .when(close, context)
      .refused('BRIEFING_OUTSTANDING', ['F', 'G']);
    closing(...amended, briefed('F'))
      .when(close, context)
      .refused('BRIEFING_OUTSTANDING', ['G']);
    closing(...amended, briefed('F'), attended({ id: 'G' }))
      .when(close, context)
      .then({ type: 'ReviewClosed' });
  });

  it('R33: the team, of a service that is to end', () => {
    closing(person, outcome('endService')).when(close, context).refused('BRIEFING_OUTSTANDING', ['S']);
  });

  it('R33: nobody, where nothing changes', () => {
    closing(person, outcome('noChange')).when(close, context).then({ type: 'ReviewClosed' });
  });

  it('R33: somebody, where no team is known', () => {
    const alone = { ...context, facts: { ...context.facts, teams: {} } };
    closing(person, outcome('amend', change())).when(close, alone).refused('BRIEFING_OUTSTANDING', ['briefings']);
    closing(person, outcome('amend', change()), briefed('X')).when(close, alone).then({ type: 'ReviewClosed' });
  });

  it('R33: in words', () => {
    const brief = { type: 'BriefStakeholder', party: { id: 'S' } } as const;
    closing(outcome('amend', change())).when(brief, context).refused('MALFORMED');
    closing(outcome('noChange')).when(brief, context).then({ type: 'StakeholderBriefed' });
  });
});

describe('the topics of every review', () => {
  it.each([
    ['requested', 'provider'],
    ['significantChange', 'provider'],
    ['cpa', 'cpa'],
    ['council', 'localAuthority'],
  ])('R34: a %s review does not close without its topics', (type) => {
    const topics = ['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds'];
    const given = [scheduled(type), started(type), person, outcome('noChange'), minutes];
    spec
      .given(...given)
      .when(close, context)
      .refused('TOPIC_MISSING', topics);
    spec
      .given(...given, ...topics.slice(1).map(topic))
      .when(close, context)
      .refused('TOPIC_MISSING', ['appropriateness']);
    spec
      .given(...given, ...topics.map(topic))
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { reviewType: type } });
  });

  it('D10: one that goes through the whole plan has all topics, and is published as such', () => {
    const given = [
      scheduled('requested', { wholePlan: true }),
      started('requested'),
      person,
      outcome('noChange'),
      minutes,
    ];
    spec
      .given(...given, ...topics)
      .when(close, context)
      .refused(
        'TOPIC_MISSING',
        (TOPICS['formal'] ?? []).filter((one) => !(TOPICS['requested'] ?? []).includes(one)),
      );
    spec
      .given(...given, ...(TOPICS['formal'] ?? []).map(topic))
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { wholePlan: true, considered: [] } });
  });

  it('R34: the person of the record was there, and no other of that kind', () => {
    const all = outcome('noChange');
    for (const party of [
      { kind: 'person', id: 'X' },
      { kind: 'family', id: 'F', role: 'person' },
    ])
      closing(all, attended(party)).when(close, context).refused('PERSON_NOT_REPRESENTED');
    for (const party of [{ kind: 'person', id: P }, { id: P }, { kind: 'person' }])
      closing(all, attended(party)).when(close, context).then({ type: 'ReviewClosed' });
  });
});

describe('a review that was held before the person died', () => {
  it('R38: may be closed', () => {
    const died = { ...context, facts: { ...context.facts, deceased: true } };
    closing(person, outcome('noChange')).when(close, died).then({ type: 'ReviewClosed' });
  });
});

describe('minutes', () => {
  it('§1b: are words or an attachment', () => {
    closing().when({ type: 'PublishMinutes' }, context).refused('MALFORMED');
  });
});
