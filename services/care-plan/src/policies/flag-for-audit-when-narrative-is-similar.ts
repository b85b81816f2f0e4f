import { idInStream } from '@carethread/event-sourcing';
import { policyOn } from '@carethread/runtime';
import { answersFor } from '@carethread/access';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { raisePrompt } from './prompts.js';

/** A narrative that stands in another person's plan too is flagged for audit. */
export const flagForAuditWhenNarrativeIsSimilar = policyOn<PlanEvent>()({
  name: 'flag-for-audit-when-narrative-is-similar',
  when: ['NarrativeSimilar'],
  then: async ({ id, personId, meta: { stream, actor } }, reader) => {
    const planId = idInStream(carePlan, stream);
    const { opened } = await reader.state<PlanState>(carePlan, planId);
    const forRole = opened?.planKind === 'provider' ? 'SM' : answersFor(opened?.planKind);
    return [
      raisePrompt(
        id,
        'narrativeSimilar',
        {
          ...(await reader.office(personId, forRole, opened?.organisationId)),
          subject: { kind: 'staff', id: actor.user },
        },
        { planId },
      ),
    ];
  },
});
