import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import { emergencyReview, firstMeeting, openEpisodes, personalPlan } from '../domain/schedule/service-of-plan.js';

/**
 * A plan that is opened gets a schedule. Where its service was agreed or has started before, what the plan owes counts from then: the
 * first planning meeting (ENG-086), in Scotland the personal plan (SCOT-019, R35), and the review of a CPA level that was raised in
 * an emergency (CPA-37).
 */
export const openScheduleWhenPlanOpened = policy({
  name: 'open-schedule-when-plan-opened',
  when: ['care-plan.care-plan-opened.v1'],
  then: async ({ data, personId, recordedAt }, look) => {
    const { planId, organisationId, planKind, jurisdiction, rulePacks } = data;
    const opened = send(schedule, planId, {
      type: 'OpenSchedule',
      planId,
      organisationId,
      planKind,
      jurisdiction,
      rulePacks,
    });
    const facts = personId === null ? undefined : await look.facts<ReviewFacts>(personId);
    const plan = facts?.plans[planId];
    if (facts === undefined || plan === undefined) return [opened];
    const episodes = openEpisodes(organisationId, facts.episodes);
    const owed = [
      firstMeeting(plan, episodes),
      personalPlan(plan, episodes, recordedAt),
      emergencyReview(plan, facts.raisedInEmergency),
    ];
    return [
      opened,
      ...owed.flatMap((command) =>
        command === undefined ? [] : [send(schedule, planId, command, { name: command.kind })],
      ),
    ];
  },
});
