import { heldWithPlan, type Decider } from '@carethread/event-sourcing';
import type { ReadersCommand } from './commands.js';
import type { ReadersEvent } from './events.js';
import type { ReadersState } from './state.js';

/** Who says they have read which version: a stream of its own, so that no reader spoils a writer's If-Match. */
export const readers: Decider<ReadersState, ReadersCommand, ReadersEvent> = {
  category: 'readers',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: { read: {} },
  edits: [],
  decide: {
    AcknowledgeReading: ({ versionNo }, { read }, { actor: { userId } }) =>
      read[userId]?.includes(versionNo) === true
        ? []
        : [{ type: 'ReadingAcknowledged', payload: { versionNo, userId } }],
  },
  evolve: {
    ReadingAcknowledged: ({ read }, { payload: { userId, versionNo } }) => ({
      read: { ...read, [userId]: [...(read[userId] ?? []), versionNo] },
    }),
  },
};
