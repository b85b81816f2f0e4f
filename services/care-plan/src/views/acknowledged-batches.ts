import { idInStream } from '@carethread/event-sourcing';
import { viewOf } from '@carethread/runtime';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';

/** What one request acknowledged of many notices: how many, and the first of them. */
export interface AcknowledgedBatch {
  readonly done: number;
  readonly first: { readonly id: string; readonly commandId: string };
}

/**
 * PLAT-13: what each request for many notices acknowledged, by the id that its key gave it: notices that it acknowledged wait no more,
 * so that the same request once more would find none of them. Ids and numbers alone, which stay when a person’s key is destroyed.
 */
export const acknowledgedBatches = viewOf<AcknowledgedBatch, SubscriptionEvent>()({
  name: 'acknowledgedBatches',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {},
  onEnvelope: {
    ChangeAcknowledged: {
      // What caused the acknowledgement of a single notice is its own command.
      key: ({ meta: { commandId, causationId } }) => (commandId === causationId ? undefined : causationId),
      fold: (before, { meta: { stream, commandId } }) => ({
        done: (before?.done ?? 0) + 1,
        first: before?.first ?? { id: idInStream(subscription, stream), commandId },
      }),
    },
  },
});
