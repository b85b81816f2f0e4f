import { addDays } from '@carethread/calendar';
import { policy, policyOn, send, type PolicyCommand } from '@carethread/service-kit';
import type { ReviewFacts } from '../domain/facts.js';
import { jurisdictionOf } from '../domain/profile-in-force.js';
import { schedule } from '../domain/schedule.js';
import type { ReviewEvent } from '../domain/review-shapes.js';
import type { ScheduleCommand } from '../domain/schedule-shapes.js';

const on = (id: string, command: ScheduleCommand): PolicyCommand => send(schedule, id, command);

/** A plan that is opened gets a schedule; where its service has been agreed, the first planning meeting is due (ENG-086). */
export const openScheduleWhenPlanOpened = policy({
  name: 'open-schedule-when-plan-opened',
  when: ['care-plan.care-plan-opened.v1'],
  then: async ({ data, personId }, look) => {
    const { planId, organisationId, planKind, jurisdiction, rulePacks } = data;
    const opened = on(planId, { type: 'OpenSchedule', planId, organisationId, planKind, jurisdiction, rulePacks });
    const agreed =
      personId === null || planKind !== 'provider'
        ? undefined
        : (await look.facts<ReviewFacts>(personId)).agreements[organisationId];
    return agreed === undefined
      ? [opened]
      : [opened, on(planId, { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: agreed.agreedAt, name: 'first' })];
  },
});

/** Reviews go by the profile that the plan is put under, from the day on which it holds (ENG-004). */
export const followProfileWhenPlanProfileChanged = policy({
  name: 'follow-profile-when-plan-profile-changed',
  when: ['care-plan.plan-profile-changed.v1'],
  then: ({ data: { planId, profile, effectiveFrom } }) => [
    on(planId, { type: 'FollowProfile', jurisdiction: profile.code, effectiveFrom }),
  ],
});

export const scheduleFirstMeetingWhenServiceAgreed = policy({
  name: 'schedule-first-meeting-when-service-agreed',
  when: ['care-plan.service-agreement-made.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans)
      .filter(([, { planKind, organisationId }]) => planKind === 'provider' && organisationId === data.providerId)
      .map(([planId]) =>
        on(planId, { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: data.agreedAt, name: 'first' }),
      );
  },
});

export const scheduleReviewsWhenVersionPublished = policy({
  name: 'schedule-reviews-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: ({ data: { planId, versionNo, effectiveFrom, signOffId }, id, recordedAt }) =>
    // A replacement that reads the same was not signed: it is no update of the plan, and begins no term anew (ENG-142).
    signOffId === undefined
      ? []
      : [on(planId, { type: 'NotePublication', versionNo, publishedAt: recordedAt, effectiveFrom, versionId: id })],
});

/** SCOT-019: the personal plan is due 28 days from the first day of service. */
export const schedulePersonalPlanWhenServiceStarts = policy({
  name: 'schedule-personal-plan-when-service-starts',
  when: ['care-plan.service-started.v1'],
  then: async ({ data, personId, recordedAt }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans)
      .filter(
        ([, { planKind, organisationId, versionNo, ...plan }]) =>
          jurisdictionOf(plan, recordedAt) === 'SCO' &&
          planKind === 'provider' &&
          organisationId === data.providerId &&
          versionNo === 0,
      )
      .map(([planId]) => on(planId, { type: 'Oblige', kind: 'personalPlan', trigger: data.startedAt, name: 'first' }));
  },
});

/** C9: consent withdrawn asks for an urgent review within 72 hours of the withdrawal. */
export const scheduleUrgentReviewWhenConsentWithdrawn = policy({
  name: 'schedule-urgent-review-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data, id }) => [
    on(data.planId, { type: 'Oblige', kind: 'urgentConsentReview', trigger: data.withdrawnAt, name: id }),
  ],
});

/** CPA-37: an emergency change upward is reviewed within seven days. */
export const scheduleReviewWhenLevelDecidedInEmergency = policy({
  name: 'schedule-review-when-level-decided-in-emergency',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null || data.emergency !== true) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans)
      .filter(([, { planKind }]) => planKind === 'cpa')
      .map(([planId]) => on(planId, { type: 'Oblige', kind: 'emergencyLevelReview', trigger: recordedAt, name: id }));
  },
});

export const noteReviewOnScheduleWhenItMoves = policyOn<ReviewEvent>()({
  name: 'note-review-on-schedule-when-it-moves',
  when: ['ReviewScheduled', 'KeyworkerFeedbackSubmitted', 'ReviewStarted', 'ReviewClosed'],
  then: (fact) => {
    const { planId } = fact.data;
    const { recordedAt } = fact;
    const reviewId = fact.meta.stream.slice('review-'.length);
    switch (fact.type) {
      case 'ReviewScheduled': {
        const { reviewType, at } = fact.data;
        return [on(planId, { type: 'NoteReviewScheduled', reviewId, reviewType, at })];
      }
      case 'KeyworkerFeedbackSubmitted':
        return [on(planId, { type: 'NoteFeedback', reviewId, at: recordedAt })];
      case 'ReviewStarted': {
        const { reviewType } = fact.data;
        return [on(planId, { type: 'NoteReviewHeld', reviewId, reviewType, heldAt: recordedAt })];
      }
      case 'ReviewClosed': {
        const { reviewType, heldAt, closedAt, outcome } = fact.data;
        return [on(planId, { type: 'NoteReviewClosed', reviewId, reviewType, heldAt, closedAt, outcome })];
      }
    }
  },
});

/** C19: three refusals of one action within seven consecutive days ask for a review; refusing is the person's right, not a failure. */
export const requestReviewWhenCareRefusedThreeTimes = policy({
  name: 'request-review-when-care-refused-three-times',
  when: ['care-plan.person-refused-care.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null || data.plannedActionId === undefined) return [];
    const { refusals, plans } = await look.facts<ReviewFacts>(personId);
    const days = [
      ...new Set(refusals.filter(({ actionId }) => actionId === data.plannedActionId).map(({ date }) => date)),
    ].sort();
    const three = days.some((first) => days.filter((day) => day >= first && day <= addDays(first, 6)).length >= 3);
    if (!three) return [];
    return Object.entries(plans)
      .filter(([, { planKind, versionNo }]) => planKind !== 'localAuthority' && versionNo > 0)
      .map(([planId]) =>
        on(planId, {
          type: 'RequestReview',
          reason: `three refusals of ${data.plannedActionId}`,
          capacityOfRequester: 'system',
        }),
      );
  },
});

export const cancelObligationsWhenServiceEnds = policy({
  name: 'cancel-obligations-when-service-ends',
  when: ['care-plan.service-ended.v1', 'assessment.person-death-recorded.v1'],
  then: async (fact, look) => {
    const { personId } = fact;
    if (personId === null) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    const died = fact.type === 'assessment.person-death-recorded.v1';
    const providerId = died ? undefined : fact.data.providerId;
    return Object.entries(plans)
      .filter(
        ([, { organisationId, planKind }]) => died || (planKind !== 'localAuthority' && organisationId === providerId),
      )
      .map(([planId]) => on(planId, { type: 'CancelAll', reason: died ? 'deceased' : 'serviceEnded' }));
  },
});
