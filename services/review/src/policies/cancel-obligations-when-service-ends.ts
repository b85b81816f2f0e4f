import { policy, send } from '@carethread/runtime';
import type { ReviewFacts } from '../domain/facts.js';
import { schedule } from '../domain/schedule/decider.js';
import { openEpisodes, plansServedBy } from '../domain/schedule/service-of-plan.js';

/** R15: the end of a service stops the clocks of its provider's plans, unless the provider serves the person under another one. */
export const cancelObligationsWhenServiceEnds = policy({
  name: 'cancel-obligations-when-service-ends',
  when: ['care-plan.service-ended.v1'],
  then: async ({ data: { providerId }, personId }, look) => {
    if (personId === null) return [];
    const { plans, episodes } = await look.facts<ReviewFacts>(personId);
    if (openEpisodes(providerId, episodes).length > 0) return [];
    return plansServedBy(providerId, plans).map(([planId]) =>
      send(schedule, planId, { type: 'StopSchedule', because: 'serviceEnded' }),
    );
  },
});
