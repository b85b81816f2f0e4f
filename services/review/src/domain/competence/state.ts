import type { EvolveTable } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CompetenceEvent, Training } from './events.js';

/** `heldBy`: the organisation that recorded it, from the envelope. */
type Recorded = Training & { readonly heldBy?: string };
export type CompetenceState = { readonly training: readonly Recorded[] };

export const evolve: EvolveTable<CompetenceState, CompetenceEvent> = {
  TrainingRecorded: ({ training }, { payload, meta: { actor } }) => ({
    training: [...training, present<Recorded>({ ...payload, heldBy: actor.organisation })],
  }),
};
