import type { View } from '@carethread/service-kit';

export interface Narrative {
  readonly planIds: readonly string[];
}

/** In which plans a longer text stands, by its keyed mark: nothing of the text itself. */
export const narratives: View<Narrative> = {
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
};
