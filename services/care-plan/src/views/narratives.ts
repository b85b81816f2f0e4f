import { viewOf } from '@carethread/runtime';
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
        const planId = meta.stream.slice('carePlan-'.length);
        return doc?.planIds.includes(planId) === true ? doc : { planIds: [...(doc?.planIds ?? []), planId] };
      },
    },
  },
});
