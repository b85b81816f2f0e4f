import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import { firstMeeting, openEpisodes, plansServedBy } from '../domain/schedule/service-of-plan.js';

export const scheduleFirstMeetingWhenServiceAgreed = policy({
  name: 'schedule-first-meeting-when-service-agreed',
  when: ['care-plan.service-agreement-made.v1'],
  then: async ({ data: { episodeId, providerId }, personId }, look) => {
    if (personId === null) return [];
    const { plans, episodes } = await look.facts<ReviewFacts>(personId);
    const agreed = openEpisodes(providerId, episodes).filter((one) => one.episodeId === episodeId);
    return plansServedBy(providerId, plans).flatMap(([planId, plan]) => {
      const command = firstMeeting(plan, agreed);
      return command === undefined ? [] : [send(schedule, planId, command)];
    });
  },
});
