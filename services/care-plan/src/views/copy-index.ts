import { viewOf } from '@carethread/runtime';
import type { CopiesEvent } from '../domain/copies/events.js';

/** Which plan a copy belongs to. */
export const copyIndex = viewOf<{ readonly planId: string }, CopiesEvent>()({
  name: 'copyIndex',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    CopyIssued: {
      key: ({ data }) => data.copyId,
      fold: (_, { meta }) => ({ planId: meta.stream.slice('copies-'.length) }),
    },
  },
});
