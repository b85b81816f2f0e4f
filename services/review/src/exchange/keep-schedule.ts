import { addDays } from '@carethread/calendar';
import type { Policy, PolicyCommand } from '@carethread/service-kit';
import type { ReviewFacts } from '../domain/facts.js';
import { jurisdictionOf } from '../domain/profile-in-force.js';
import { schedule } from '../domain/schedule.js';

const on = (id: string, command: { readonly type: string }, name?: string): PolicyCommand => ({
  on: schedule,
  id,
  command,
  ...(name === undefined ? {} : { name }),
});

/** A plan that is opened gets a schedule; where its service has been agreed, the first planning meeting is due (ENG-086). */
export const openScheduleWhenPlanOpened: Policy = {
  name: 'open-schedule-when-plan-opened',
  when: ['care-plan.care-plan-opened.v1'],
  then: async ({ data, personId }, look) => {
    const { planId, organisationId, planKind, jurisdiction, rulePacks } = data;
    const opened = on(planId, { type: 'OpenSchedule', planId, organisationId, planKind, jurisdiction, rulePacks } as {
      type: string;
    });
    const agreed =
      personId === null || planKind !== 'provider'
        ? undefined
        : (await look.facts<ReviewFacts>(personId)).agreements[organisationId];
    return agreed === undefined
      ? [opened]
      : [
          opened,
          on(planId, { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: agreed.agreedAt, name: 'first' } as {
            type: string;
          }),
        ];
  },
};

/** Reviews go by the profile that the plan is put under, from the day on which it holds (ENG-004). */
export const followProfileWhenPlanProfileChanged: Policy = {
  name: 'follow-profile-when-plan-profile-changed',
  when: ['care-plan.plan-profile-changed.v1'],
  then: ({ data: { planId, profile, effectiveFrom } }) => [
    on(planId, { type: 'FollowProfile', jurisdiction: profile.code, effectiveFrom } as { type: string }),
  ],
};

export const scheduleFirstMeetingWhenServiceAgreed: Policy = {
  name: 'schedule-first-meeting-when-service-agreed',
  when: ['care-plan.service-agreement-made.v1'],
  then: async ({ data, personId }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans)
      .filter(([, { planKind, organisationId }]) => planKind === 'provider' && organisationId === data.providerId)
      .map(([planId]) =>
        on(planId, { type: 'Oblige', kind: 'firstPlanningMeeting', trigger: data.agreedAt, name: 'first' } as {
          type: string;
        }),
      );
  },
};

export const scheduleReviewsWhenVersionPublished: Policy = {
  name: 'schedule-reviews-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: ({ data: { planId, versionNo, effectiveFrom, signOffId }, id, recordedAt }) =>
    // A replacement that reads the same was not signed: it is no update of the plan, and begins no term anew (ENG-142).
    signOffId === undefined
      ? []
      : [
          on(planId, { type: 'NotePublication', versionNo, publishedAt: recordedAt, effectiveFrom, versionId: id } as {
            type: string;
          }),
        ],
};

/** SCOT-019: the personal plan is due 28 days from the first day of service. */
export const schedulePersonalPlanWhenServiceStarts: Policy = {
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
      .map(([planId]) =>
        on(planId, { type: 'Oblige', kind: 'personalPlan', trigger: data.startedAt, name: 'first' } as {
          type: string;
        }),
      );
  },
};

/** C9: consent withdrawn asks for an urgent review within 72 hours of the withdrawal. */
export const scheduleUrgentReviewWhenConsentWithdrawn: Policy = {
  name: 'schedule-urgent-review-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: ({ data, id }) => [
    on(data.planId, { type: 'Oblige', kind: 'urgentConsentReview', trigger: data.withdrawnAt, name: id } as {
      type: string;
    }),
  ],
};

/** CPA-37: an emergency change upward is reviewed within seven days. */
export const scheduleReviewWhenLevelDecidedInEmergency: Policy = {
  name: 'schedule-review-when-level-decided-in-emergency',
  when: ['cpa-coordination.cpa-level-decided.v1'],
  then: async ({ data, personId, recordedAt, id }, look) => {
    if (personId === null || data.emergency !== true) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    return Object.entries(plans)
      .filter(([, { planKind }]) => planKind === 'cpa')
      .map(([planId]) =>
        on(planId, { type: 'Oblige', kind: 'emergencyLevelReview', trigger: recordedAt, name: id } as { type: string }),
      );
  },
};

export const noteReviewOnScheduleWhenItMoves: Policy = {
  name: 'note-review-on-schedule-when-it-moves',
  when: ['ReviewScheduled', 'KeyworkerFeedbackSubmitted', 'ReviewStarted', 'ReviewClosed'],
  then: ({ type, data, recordedAt, meta }) => {
    const { planId, reviewType } = data;
    const reviewId = meta.stream.slice('review-'.length);
    switch (type) {
      case 'ReviewScheduled':
        return [on(planId, { type: 'NoteReviewScheduled', reviewId, reviewType, at: data.at } as { type: string })];
      case 'KeyworkerFeedbackSubmitted':
        return [on(planId, { type: 'NoteFeedback', reviewId, at: recordedAt } as { type: string })];
      case 'ReviewStarted':
        return [on(planId, { type: 'NoteReviewHeld', reviewId, reviewType, heldAt: recordedAt } as { type: string })];
      case 'ReviewClosed':
        return [
          on(planId, {
            type: 'NoteReviewClosed',
            reviewId,
            reviewType,
            heldAt: data.heldAt,
            closedAt: data.closedAt,
            outcome: data.outcome,
          } as { type: string }),
        ];
    }
    return [];
  },
};

/** C19: three refusals of one action within seven consecutive days ask for a review; refusing is the person's right, not a failure. */
export const requestReviewWhenCareRefusedThreeTimes: Policy = {
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
        } as { type: string }),
      );
  },
};

export const cancelObligationsWhenServiceEnds: Policy = {
  name: 'cancel-obligations-when-service-ends',
  when: ['care-plan.service-ended.v1', 'assessment.person-death-recorded.v1'],
  then: async ({ data, personId, type }, look) => {
    if (personId === null) return [];
    const { plans } = await look.facts<ReviewFacts>(personId);
    const died = type.startsWith('assessment.');
    return Object.entries(plans)
      .filter(
        ([, { organisationId, planKind }]) =>
          died || (planKind !== 'localAuthority' && organisationId === data.providerId),
      )
      .map(([planId]) =>
        on(planId, { type: 'CancelAll', reason: died ? 'deceased' : 'serviceEnded' } as { type: string }),
      );
  },
};
