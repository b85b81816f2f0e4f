import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import { plansServedBy } from '../domain/schedule/service-of-plan.js';

/** R15: with a new stretch of service the clocks of its plans begin anew, where the end of the last one had stopped them. */
export const resumeScheduleWhenServedAgain = policy({
  name: 'resume-schedule-when-served-again',
  when: ['care-plan.service-agreement-made.v1', 'care-plan.service-started.v1'],
  then: async ({ type, data, personId }, look) => {
    if (personId === null) return [];
    const { episodeId, providerId } = data;
    const { plans, episodes } = await look.facts<ReviewFacts>(personId);
    // An episode that has ended since resumes nothing, however late its beginning becomes known.
    if (episodes[episodeId]?.endedBecause !== undefined) return [];
    const startedAt = type === 'care-plan.service-started.v1' ? data.startedAt : data.agreedAt;
    return plansServedBy(providerId, plans).map(([planId]) =>
      send(schedule, planId, { type: 'ResumeSchedule', episodeId, startedAt }),
    );
  },
});
