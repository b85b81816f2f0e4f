import { endOfDay } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ReviewFacts } from '../domain/facts.js';
import type { ReviewEvent } from '../domain/review/events.js';

const MANAGER: Readonly<Record<string, string>> = { cpa: 'TM', localAuthority: 'AS' };

/** R36: a review that ends the service ends it on a day: the manager's to do, since an episode ends by its own command. */
export const raiseTaskWhenServiceIsToEnd = policyOn<ReviewEvent>()({
  name: 'raise-task-when-service-is-to-end',
  when: ['ReviewOutcomeAgreed'],
  then: async ({ id, personId, data: { outcome, planId, reviewId, endOn } }, look) => {
    if (personId === null || outcome !== 'endService' || endOn === undefined) return [];
    const { plans, deceased } = await look.facts<ReviewFacts>(personId);
    // R38: with a death the service has ended.
    if (deceased) return [];
    const plan = plans[planId];
    return [
      raiseTask(uuidV5(id, 'endService'), {
        kind: 'endService',
        ...(await look.office(personId, MANAGER[plan?.planKind ?? ''] ?? 'SM', plan?.organisationId)),
        subject: { kind: 'plan', id: planId },
        dueAt: endOfDay(endOn),
        ref: { planId, reviewId, endOn },
      }),
    ];
  },
});
