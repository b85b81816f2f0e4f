import { viewOf } from '@carethread/runtime';
import type { CompetenceEvent } from '../domain/competence/events.js';

export interface TrainingByStaff {
  /** Streams, one for each organisation; the one stored before is named after the member of staff. */
  readonly ids: readonly string[];
}

/** Where the training of a member of staff is recorded, by their pseudonym. */
export const trainingByStaff = viewOf<TrainingByStaff, CompetenceEvent>()({
  name: 'trainingByStaff',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    TrainingRecorded: {
      key: ({ data }) => data.staff,
      fold: (doc, { meta }) => {
        const id = meta.stream.slice('competence-'.length);
        return doc?.ids.includes(id) === true ? doc : { ids: [...(doc?.ids ?? []), id] };
      },
    },
  },
});
