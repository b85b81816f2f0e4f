import { localDate } from '@carethread/calendar';
import { present } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import type { KnownRefusal, ReviewFacts } from '../domain/facts.js';
import { isOneOfThree, plansRefusedUnder } from '../domain/refused-care.js';
import { schedule } from '../domain/schedule/decider.js';

/** C19: three refusals of one action within seven consecutive days ask for a review; refusing is the person's right, not a failure. */
export const requestReviewWhenCareRefusedThreeTimes = policy({
  name: 'request-review-when-care-refused-three-times',
  when: ['care-plan.person-refused-care.v1'],
  then: async ({ data: { plannedActionId: actionId, occurredAt, organisationId }, personId }, look) => {
    if (personId === null || actionId === undefined) return [];
    const facts = await look.facts<ReviewFacts>(personId);
    const refusal = present<KnownRefusal>({ actionId, date: localDate(occurredAt), organisationId });
    if (!isOneOfThree(refusal, facts.refusals)) return [];
    return plansRefusedUnder(facts, refusal).map((planId) =>
      send(schedule, planId, {
        type: 'RequestReview',
        reason: `three refusals of ${actionId}`,
        capacityOfRequester: 'system',
      }),
    );
  },
});
