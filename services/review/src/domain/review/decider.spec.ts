import { attachmentId, decideWith } from '@carethread/event-sourcing';
import { specContext, specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../facts.js';
import { feedbackMissing } from './feedback.js';
import { review } from './decider.js';
import type { ReviewEvent, Scheduled } from './events.js';
import { TOPICS } from '../schedule/rules.js';

const spec = specify(review);
const NOW = '2026-04-10T10:00:00.000Z';
const P = '00000000-0000-4000-8000-000000000004';
const plan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'ENG',
  rulePacks: [],
  versionNo: 2,
  outcomeIds: [],
  needIds: [],
  actionIds: [],
  holdings: { actions: ['a3', 'a4'], goals: ['o1'], routines: ['r1'] },
};
const facts = { ...NO_FACTS, plans: { PL: plan } };
const context = { now: NOW, facts };
const scheduledAs = (reviewType: string, more: Partial<Scheduled> = {}): ReviewEvent => ({
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType, at: NOW, obligationIds: [], ...more },
});
const startedAs = (reviewType: string) =>
  ({
    type: 'ReviewStarted',
    payload: { reviewId: 'R', planId: 'PL', reviewType, chair: { id: 'K' }, early: false },
    meta: { recordedAt: NOW },
  }) as const;
const scheduled = scheduledAs('formal');
const started = startedAs('formal');
const attended: ReviewEvent = {
  type: 'AttendanceRecorded',
  payload: { party: { kind: 'person', id: P }, present: true },
};
const considered = (topic: string): ReviewEvent => ({
  type: 'TopicConsidered',
  payload: { topic, text: `on ${topic}` },
});
const formal = TOPICS['formal'] ?? [];
const topics = formal.map(considered);
const progress = (outcomeId: string, status = 'progressing'): ReviewEvent => ({
  type: 'OutcomeProgressRecorded',
  payload: { outcomeId, status },
});
const agreed: ReviewEvent = {
  type: 'ReviewOutcomeAgreed',
  payload: { reviewId: 'R', planId: 'PL', planVersionReviewed: 2, outcome: 'noChange', changes: [], reason: 'well' },
};
const briefed: ReviewEvent = { type: 'StakeholderBriefed', payload: { party: { id: 'S' }, issuedAt: NOW } };
const minuted: ReviewEvent = { type: 'ReviewMinutesPublished', payload: { text: 'minutes' } };
const close = { type: 'CloseReview' } as const;

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

describe('who takes part in a review', () => {
  const invite = (role: string) =>
    ({ type: 'InviteParticipant', party: { kind: 'professional', id: 'X', role } }) as const;

  it('ENG-039: another professional only by the person’s permission', () => {
    spec.given(scheduled).when(invite('physiotherapist'), context).refused('PERMISSION_REQUIRED', ['X']);
    const permitted = { ...facts, contacts: { X: { scopes: ['review'], kind: 'professional' } } };
    spec
      .given(scheduled)
      .when(invite('physiotherapist'), { now: NOW, facts: permitted })
      .then({ type: 'ParticipantInvited', payload: { permissionBasis: 'personsPermission' } });
    spec
      .given(scheduled)
      .when(invite('physiotherapist'), {
        now: NOW,
        facts: { ...facts, contacts: { X: { scopes: ['copies'], kind: 'professional' } } },
      })
      .refused('PERMISSION_REQUIRED', ['X']);
  });

  it('the council’s care manager as the worker that they are', () => {
    for (const role of ['careManager', 'care manager', 'Care manager'])
      spec.given(scheduled).when(invite(role), context).then({ type: 'ParticipantInvited' });
  });

  it('ENG-110: a party who was invited stands on the list, with the part expected of them', () => {
    const party = { kind: 'staff', id: 'S' };
    spec
      .given(scheduled)
      .when({ type: 'InviteParticipant', party, expectedRole: 'care staff' }, context)
      .then({ type: 'ParticipantInvited', payload: { party, expectedRole: 'care staff' } });
    const { state } = spec.given(scheduled, {
      type: 'ParticipantInvited',
      payload: { party, expectedRole: 'care staff', permissionBasis: 'personsPermission' },
    });
    expect(state.participants).toMatchObject([{ party, expectedRole: 'care staff' }]);
  });

  it('ENG-110: a party who is invited twice stands on the list once, with the part last expected of them', () => {
    const party = { kind: 'staff', id: 'S' };
    const invited = (expectedRole: string): ReviewEvent => ({
      type: 'ParticipantInvited',
      payload: { party, expectedRole, permissionBasis: 'team' },
    });
    const given = spec.given(scheduled, invited('care staff'));
    given.when({ type: 'InviteParticipant', party }, context).nothing();
    given.when({ type: 'InviteParticipant', party, expectedRole: 'care staff' }, context).nothing();
    given
      .when({ type: 'InviteParticipant', party, expectedRole: 'keyworker' }, context)
      .then({ type: 'ParticipantInvited', payload: { expectedRole: 'keyworker' } });
    expect(spec.given(scheduled, invited('care staff'), invited('keyworker')).state.participants).toMatchObject([
      { party, expectedRole: 'keyworker' },
    ]);
  });

  it('ENG-111: who came is kept beside who was expected; who did not has a reason', () => {
    const party = { kind: 'family', id: 'F' };
    spec
      .given(scheduled, started)
      .when({ type: 'RecordAttendance', party, present: false }, context)
      .refused('REASON_REQUIRED', ['reason']);
    spec
      .given(scheduled, started)
      .when({ type: 'RecordAttendance', party, present: false, reason: 'unwell' }, context)
      .then({ type: 'AttendanceRecorded', payload: { party, present: false, reason: 'unwell' } });
    spec
      .given(scheduled)
      .when({ type: 'RecordAttendance', party, present: true }, context)
      .refused('STATE_CONFLICT', ['scheduled']);
    expect(spec.given(scheduled, started, attended).state.attendance).toMatchObject([{ present: true }]);
  });

  it('R34: another person, or one who is only named, did not come as the person of the record', () => {
    for (const party of [
      { kind: 'person', id: 'somebody else' },
      { kind: 'person', name: 'Synthetic Namesake' },
    ])
      spec
        .given(scheduled, started)
        .when({ type: 'RecordAttendance', party, present: true }, context)
        .refused('REFERENCE_NOT_FOUND', ['party']);
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

describe('an agreed outcome', () => {
  const agree = { type: 'AgreeOutcome', outcome: 'noChange', reason: 'all is well' } as const;

  it('OUT-82: names the plan and version that was reviewed, and no other', () => {
    const given = spec.given(scheduled, started);
    given.when(agree, context).then({ type: 'ReviewOutcomeAgreed', payload: { planId: 'PL', planVersionReviewed: 2 } });
    given.when({ ...agree, planId: 'PL', planVersionReviewed: 2 }, context).then({ type: 'ReviewOutcomeAgreed' });
    given.when({ ...agree, planId: 'other' }, context).refused('REFERENCE_NOT_FOUND', ['planId']);
    given.when({ ...agree, planVersionReviewed: 1 }, context).refused('REFERENCE_NOT_FOUND', ['planVersionReviewed']);
    spec.given(scheduled, started, agreed).when(agree, context).refused('STATE_CONFLICT', ['outcomeAgreed']);
  });

  it('OUT-83: an increase says what, from how much and to how much', () => {
    const change = {
      itemId: 'a4',
      field: 'when',
      what: 'evening visit',
      from: '3 a week',
      to: '5 a week',
      agreedByPerson: true,
    };
    spec
      .given(scheduled, started)
      .when({ type: 'AgreeOutcome', outcome: 'increase', changes: [change], nextReviewBy: '2026-07-10' }, context)
      .then({
        type: 'ReviewOutcomeAgreed',
        payload: { outcome: 'increase', changes: [change], nextReviewBy: '2026-07-10' },
      });
  });

  it('ENG-120: what the person did not agree to is kept as such, with their reasons', () => {
    const moved = { itemId: 'a3', field: 'where', to: 'downstairs' };
    const change = { ...moved, agreedByPerson: false, personsReasons: 'I like my room' };
    spec
      .given(scheduled, started)
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [change] }, context)
      .then({ type: 'ReviewOutcomeAgreed', payload: { changes: [change] } });
  });

  it('OUT-88, R23: each change has who decided it, as it was said; nobody is assumed', () => {
    const moved = { itemId: 'a3', field: 'where', to: 'downstairs', agreedByPerson: true };
    const decidedBy = { kind: 'professional', id: 'X' };
    const given = spec.given(scheduled, started);
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [{ ...moved, decidedBy }] }, context)
      .then({ type: 'ReviewOutcomeAgreed', payload: { changes: [{ ...moved, decidedBy }] } });
    const [unsaid] = decideWith(
      review,
      { type: 'AgreeOutcome', outcome: 'amend', changes: [moved] },
      given.state,
      specContext(context),
    );
    expect(unsaid?.payload).toMatchObject({ changes: [{ ...moved, changeId: 'new-change-0' }] });
    expect(JSON.stringify(unsaid?.payload)).not.toContain('decidedBy');
    const { agreedByPerson: _, ...silent } = moved;
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [moved, silent] }, context)
      .refused('CONSENT_REQUIRED', ['changes/1/agreedByPerson']);
    // Another person is not the one who decided here.
    const another = { ...moved, decidedBy: { kind: 'person', id: 'somebody else' } };
    given
      .when({ type: 'AgreeOutcome', outcome: 'amend', changes: [another] }, context)
      .refused('REFERENCE_NOT_FOUND', ['changes/0/decidedBy']);
  });

  it('ENG-124: a briefing says to those concerned what changed for them and what to do, when it was, and not in the future', () => {
    const brief = {
      type: 'BriefStakeholder',
      party: { id: 'S' },
      changesForThem: 'two more visits',
      actionNeeded: 'new rota',
    } as const;
    const given = spec.given(scheduled, started);
    given.when(brief, context).then({
      type: 'StakeholderBriefed',
      payload: { issuedAt: NOW, changesForThem: 'two more visits', actionNeeded: 'new rota' },
    });
    given
      .when({ ...brief, issuedAt: '2026-04-10T10:30Z' }, { ...context, now: '2026-04-10T11:00:00.000Z' })
      .then({ type: 'StakeholderBriefed', payload: { issuedAt: '2026-04-10T10:30:00.000Z' } });
    given.when({ ...brief, issuedAt: '2026-04-10T09:59Z' }, context).refused('TIMESCALE_INVALID', ['issuedAt']);
    given.when({ ...brief, issuedAt: '2026-04-10T10:00:00.001Z' }, context).refused('FUTURE_DATE', ['issuedAt']);
  });

  it('ENG-124: a party who was briefed takes note once; of others nothing is recorded', () => {
    const briefed: ReviewEvent = {
      type: 'StakeholderBriefed',
      payload: { party: { kind: 'staff', id: 'S' }, issuedAt: NOW },
    };
    const acknowledge = { type: 'AcknowledgeBriefing', partyId: 'S', forOthers: true } as const;
    spec
      .given(scheduled, started, briefed)
      .when(acknowledge, context)
      .then({ type: 'BriefingAcknowledged', payload: { party: { kind: 'staff', id: 'S' }, at: NOW } });
    spec
      .given(scheduled, started, briefed, {
        type: 'BriefingAcknowledged',
        payload: { party: { kind: 'staff', id: 'S' }, at: NOW },
      })
      .when(acknowledge, context)
      .nothing();
    spec
      .given(scheduled, started, briefed)
      .when({ ...acknowledge, partyId: 'X' }, context)
      .refused('NOT_FOUND');
  });

  it('R34: a party who chairs or is briefed as the person is the person of this record', () => {
    const another = { kind: 'person', id: 'another' };
    spec
      .given(scheduled)
      .when({ type: 'StartReview', chair: another }, context)
      .refused('REFERENCE_NOT_FOUND', ['chair.id']);
    spec
      .given(scheduled, started)
      .when({ type: 'BriefStakeholder', party: another }, context)
      .refused('REFERENCE_NOT_FOUND', ['party.id']);
    spec
      .given(scheduled, started)
      .when({ type: 'BriefStakeholder', party: { kind: 'person', id: P } }, context)
      .then({ type: 'StakeholderBriefed', payload: { party: { kind: 'person', id: P } } });
  });

  it('R33: a party who was briefed takes note for themselves, in any role of the organisation, and for nobody else', () => {
    const briefed = (party: { kind: string; id: string }): ReviewEvent => ({
      type: 'StakeholderBriefed',
      payload: { party, issuedAt: NOW },
    });
    const staff = { kind: 'staff', id: 'S' };
    const given = spec.given(scheduled, started, briefed(staff), briefed({ kind: 'staff', id: 'T' }));
    const acknowledge = { type: 'AcknowledgeBriefing', partyId: 'S' } as const;
    const noted = { type: 'BriefingAcknowledged', payload: { party: staff, at: NOW } } as const;
    const as = (role: string, userId: string, organisationId?: string) => ({
      ...context,
      actor: {
        ...specContext().actor,
        role,
        roles: [role],
        userId,
        ...(organisationId === undefined ? {} : { organisationId }),
      },
    });
    for (const role of ['CS', 'NC', 'TM']) given.when(acknowledge, as(role, 'S', 'O')).then(noted);
    given.when(acknowledge, as('CS', 'T', 'O')).refused('ROLE_NOT_PERMITTED');
    given.when(acknowledge, as('CS', 'S', 'another')).refused('NOT_FOUND');
    const self = { kind: 'person', id: P };
    spec
      .given(scheduled, started, briefed(self))
      .when(
        { ...acknowledge, partyId: P },
        { ...context, actor: { ...specContext().actor, role: 'PE', roles: ['PE'], userId: 'U', personId: P } },
      )
      .then({ type: 'BriefingAcknowledged', payload: { party: self, at: NOW } });

    const state = {
      ...review.initial,
      scheduled: scheduled.payload as Scheduled,
      briefings: [{ party: staff, issuedAt: NOW }],
    };
    const opened = { id: 'R', role: 'KW', organisation: 'O' };
    expect(review.holder(state, opened, 'acknowledgeBriefing')).toEqual([
      { kind: 'plan', planId: 'PL' },
      { kind: 'users', userIds: ['S'] },
    ]);
    expect(review.holder(state, opened, 'readReview')).toEqual({ kind: 'plan', planId: 'PL' });
  });

  it('minutes cite an attachment that is there', () => {
    const hash = 'ab'.repeat(32);
    const streams = { [`attachment-${attachmentId(hash)}`]: { hash, personId: specContext().personId } };
    const publish = { type: 'PublishMinutes', attachmentHash: hash } as const;
    const given = spec.given(scheduled, started);
    given
      .when(publish, { ...context, streams })
      .then({ type: 'ReviewMinutesPublished', payload: { attachmentHash: hash } });
    given.when(publish, context).refused('REFERENCE_NOT_FOUND', ['attachmentHash']);
  });
});
