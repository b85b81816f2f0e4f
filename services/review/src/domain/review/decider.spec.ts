import { feedbackMissing } from './feedback.js';
import type { ReviewEvent } from './events.js';
import {
  agreed,
  attended,
  briefed,
  close,
  considered,
  context,
  facts,
  formal,
  minuted,
  NOW,
  P,
  plan,
  progress,
  scheduled,
  scheduledAs,
  spec,
  started,
  startedAs,
  topics,
} from './testing/formal-review.js';

describe('scheduling a review', () => {
  const schedule = { type: 'ScheduleReview', planId: 'PL', reviewType: 'formal', at: '2026-04-10T10:00Z' } as const;

  it('is of a plan that is known here, once', () => {
    spec
      .given()
      .when({ ...schedule, place: 'home' }, context)
      .then(
        { type: 'ReviewScheduled', payload: { planId: 'PL', reviewType: 'formal', at: NOW, place: 'home' } },
        { type: 'ParticipantInvited' },
      );
    spec
      .given()
      .when({ ...schedule, planId: 'unknown' }, context)
      .refused('REFERENCE_NOT_FOUND', ['planId']);
    spec.given(scheduled).when(schedule, context).nothing();
  });

  it('CITY-52: under the CITY pack the keyworker’s feedback is due two working days before, and shows as missing after', () => {
    const city = { now: NOW, facts: { ...facts, plans: { PL: { ...plan, rulePacks: ['CITY'] } } } };
    const due = '2026-04-08T22:59:59.999Z';
    spec
      .given()
      .when(schedule, city)
      .then({ type: 'ReviewScheduled', payload: { feedbackDueAt: due } }, { type: 'ParticipantInvited' });
    const { state } = spec.given(scheduledAs('formal', { feedbackDueAt: due }));
    expect([feedbackMissing(state, due), feedbackMissing(state, '2026-04-08T23:00:00.000Z')]).toEqual([false, true]);
    const given = spec.given(scheduledAs('formal', { feedbackDueAt: due }), {
      type: 'KeyworkerFeedbackSubmitted',
      payload: { planId: 'PL', needs: {}, wishes: {}, preferences: {} },
    });
    expect(feedbackMissing(given.state, '2026-04-09T00:00:00.000Z')).toBe(false);
    spec
      .given(scheduled)
      .when({ type: 'SubmitFeedback', needs: { rating: 4 } }, city)
      .then({ type: 'KeyworkerFeedbackSubmitted', payload: { planId: 'PL', needs: { rating: 4 } } });
  });
});

describe('holding a review', () => {
  it('begins once, by the server’s clock; an early CPA review is marked', () => {
    spec
      .given(scheduled)
      .when({ type: 'StartReview', chair: { kind: 'person', id: P } }, context)
      .then({ type: 'ReviewStarted', payload: { chair: { kind: 'person', id: P }, early: false } });
    spec.given(scheduled, started).when({ type: 'StartReview' }, context).refused('STATE_CONFLICT', ['inProgress']);
    expect(spec.given(scheduled, started).state.startedAt).toBe(NOW);
  });

  it('CPA-53: before its window opens it is early, and held all the same', () => {
    const window = { dueAt: '2026-07-15T22:59:59.999Z', opensAt: '2026-04-14T23:00:00.000Z' };
    const at = (now: string) => ({ now, facts: { ...facts, open: { PL: { cpaReview: window } } } });
    const cpa = spec.given(scheduledAs('cpa'));
    cpa.when({ type: 'StartReview' }, at(NOW)).then({ type: 'ReviewStarted', payload: { early: true } });
    cpa
      .when({ type: 'StartReview' }, at('2026-04-14T23:00:00.000Z'))
      .then({ type: 'ReviewStarted', payload: { early: false } });
  });

  it('may not be held, with a reason, and only before it began', () => {
    spec.given(scheduled).when({ type: 'RecordNotHeld' }, context).refused('REASON_REQUIRED', ['reason']);
    const not = { type: 'RecordNotHeld', reason: 'snow' } as const;
    spec
      .given(scheduled)
      .when(not, context)
      .then({ type: 'ReviewNotHeld', payload: { reason: 'snow' } });
    spec.given(scheduled, started).when(not, context).refused('STATE_CONFLICT', ['inProgress']);
    const over: ReviewEvent = { type: 'ReviewNotHeld', payload: { reason: 'snow' } };
    spec.given(scheduled, over).when({ type: 'StartReview' }, context).refused('STATE_CONFLICT', ['notHeld']);
    spec.given().when({ type: 'StartReview' }, context).refused('NOT_FOUND');
  });

  it('ENG-112: how each outcome is coming on is kept, with the person’s own rating', () => {
    const assess = { type: 'AssessOutcome', outcomeId: 'o1', status: 'progressing', personRating: 4 } as const;
    const { type: _, ...payload } = assess;
    spec.given(scheduled, started).when(assess, context).then({ type: 'OutcomeProgressRecorded', payload });
    expect(
      spec.given(scheduled, started, { type: 'OutcomeProgressRecorded', payload }, progress('o2', 'worse')).state
        .progress,
    ).toEqual({ o1: { status: 'progressing', personRating: 4 }, o2: { status: 'worse' } });
    spec.given(scheduled).when(assess, context).refused('STATE_CONFLICT', ['scheduled']);
  });
});

describe('the topics of a formal review', () => {
  it.each([
    ['ENG-113', 'appropriateness'],
    ['ENG-114', 'feasibility'],
    ['ENG-115', 'riskOutcomes'],
    ['ENG-116', 'roles'],
    ['ENG-117', 'timescales'],
    ['ENG-118', 'newInformation'],
    ['ENG-119', 'changesInNeeds'],
    ['ENG-119', 'changesInAbilities'],
    ['ENG-119', 'changesInAspirations'],
    ['ENG-121', 'achievements'],
  ])('%s: %s is answered, with what was said or why it does not apply, before the review closes', (_, topic) => {
    const rest = formal.filter((one) => one !== topic).map(considered);
    const given = spec.given(scheduled, started, ...rest, attended, agreed, briefed, minuted);
    given.when(close, context).refused('TOPIC_MISSING', [topic]);
    given.when({ type: 'ConsiderTopic', topic }, context).refused('TOPIC_MISSING', [topic]);
    for (const answer of [{ text: 'as it should be' }, { notApplicableBecause: 'none' }]) {
      given
        .when({ type: 'ConsiderTopic', topic, ...answer }, context)
        .then({ type: 'TopicConsidered', payload: { topic, ...answer } });
      const after = spec.given(scheduled, started, ...rest, attended, agreed, briefed, minuted, {
        type: 'TopicConsidered',
        payload: { topic, ...answer },
      });
      expect(after.state.topics[topic]).toBe(Object.values(answer)[0]);
      after.when(close, context).then({ type: 'ReviewClosed' });
    }
  });

  it('are of the first meeting its purpose and provision', () => {
    const meeting = [scheduledAs('planningMeeting'), startedAs('planningMeeting'), attended, briefed, minuted];
    spec
      .given(...meeting)
      .when(close, context)
      .refused('PURPOSE_REQUIRED', ['purpose']);
    spec
      .given(...meeting, considered('purpose'))
      .when(close, context)
      .refused('PROVISION_REQUIRED', ['provision']);
    spec
      .given(...meeting, considered('purpose'), considered('provision'))
      .when(close, context)
      .then({ type: 'ReviewClosed', payload: { reviewType: 'planningMeeting', outcome: 'noChange' } });
  });

  it.each([
    ['ENG-087', 'purpose', 'to stay at home'],
    ['ENG-088', 'provision', 'visits each day'],
  ])('%s: the first meeting keeps its %s', (_, topic, text) => {
    const meeting = spec.given(scheduledAs('planningMeeting'), startedAs('planningMeeting'));
    meeting
      .when({ type: 'ConsiderTopic', topic, text }, context)
      .then({ type: 'TopicConsidered', payload: { topic, text } });
    expect(
      spec.given(scheduledAs('planningMeeting'), { type: 'TopicConsidered', payload: { topic, text } }).state.topics,
    ).toEqual({ [topic]: text });
  });
});

describe('closing a review', () => {
  const ready = [scheduled, started, ...topics, attended, agreed, briefed, minuted];

  it('says when it was held, when it was closed and with what outcome, once; R33: who was briefed takes note of it later', () => {
    spec
      .given(...ready)
      .when(close, { now: '2026-04-11T09:00:00.000Z', facts })
      .then({
        type: 'ReviewClosed',
        payload: { planId: 'PL', heldAt: NOW, closedAt: '2026-04-11T09:00:00.000Z', outcome: 'noChange' },
      });
    const closed: ReviewEvent = {
      type: 'ReviewClosed',
      payload: { reviewId: 'R', planId: 'PL', reviewType: 'formal', heldAt: NOW, closedAt: NOW, outcome: 'noChange' },
    };
    spec
      .given(...ready, closed)
      .when(close, context)
      .nothing();
    spec
      .given(...ready, closed)
      .when({ type: 'ConsiderTopic', topic: 'roles', text: 'x' }, context)
      .refused('STATE_CONFLICT', ['closed']);
    const briefed: ReviewEvent = {
      type: 'StakeholderBriefed',
      payload: { party: { kind: 'staff', id: 'S' }, issuedAt: NOW },
    };
    spec
      .given(...ready, briefed, closed)
      .when({ type: 'AcknowledgeBriefing', partyId: 'S', forOthers: true }, context)
      .then({ type: 'BriefingAcknowledged', payload: { party: { id: 'S' } } });
  });

  it('OUT-87: waits until each open outcome has been considered', () => {
    const open = { now: NOW, facts: { ...facts, plans: { PL: { ...plan, outcomeIds: ['o1', 'o2'] } } } };
    spec
      .given(...ready, progress('o1'))
      .when(close, open)
      .refused('OUTCOME_NOT_CONSIDERED', ['o2']);
    spec
      .given(...ready, progress('o1'), progress('o2', 'achieved'))
      .when(close, open)
      .then({ type: 'ReviewClosed' });
  });

  it('ENG-111: waits until the person was there, or their views were', () => {
    const empty = ready.filter((event) => event !== attended);
    const away = (more: object): ReviewEvent => ({
      type: 'AttendanceRecorded',
      payload: { party: { id: P }, present: false, reason: 'unwell', ...more },
    });
    spec
      .given(...empty)
      .when(close, context)
      .refused('PERSON_NOT_REPRESENTED');
    spec
      .given(...empty, away({}))
      .when(close, context)
      .refused('PERSON_NOT_REPRESENTED');
    spec
      .given(...empty, { type: 'AttendanceRecorded', payload: { party: { kind: 'staff', id: 'S' }, present: true } })
      .when(close, context)
      .refused('PERSON_NOT_REPRESENTED');
    spec
      .given(...empty, away({ viewsObtainedHow: 'by telephone' }))
      .when(close, context)
      .then({ type: 'ReviewClosed' });
  });

  it('ENG-124: waits until the minutes are out', () => {
    spec
      .given(...ready.filter((event) => event !== minuted))
      .when(close, context)
      .refused('BRIEFING_OUTSTANDING', ['minutes']);
  });

  it('a review that was not held, or agreed on nothing, is not closed', () => {
    spec
      .given(...ready.filter((event) => event !== agreed))
      .when(close, context)
      .refused('STATE_CONFLICT', ['outcome']);
    spec
      .given(...ready.filter((event) => event !== started))
      .when(close, context)
      .refused('STATE_CONFLICT');
  });
});
