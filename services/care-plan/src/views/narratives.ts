import { idInStream } from '@carethread/event-sourcing';
import { viewOf } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';

export interface Narrative {
  readonly planIds: readonly string[];
}

/** In which plans a longer text stands, by its keyed mark: nothing of the text itself. */
export const narratives = viewOf<Narrative, PlanEvent>()({
  name: 'narratives',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    DraftSaved: {
      key: ({ data }) => data.marks,
      fold: (doc, { meta }) => {
        const planId = idInStream(carePlan, meta.stream);
        return doc?.planIds.includes(planId) === true ? doc : { planIds: [...(doc?.planIds ?? []), planId] };
      },
    },
  },
});
