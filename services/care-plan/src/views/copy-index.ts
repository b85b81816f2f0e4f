import { idInStream } from '@carethread/event-sourcing';
import { viewOf } from '@carethread/runtime';
import { copies } from '../domain/copies/decider.js';
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
      fold: (_, { meta }) => ({ planId: idInStream(copies, meta.stream) }),
    },
  },
});
