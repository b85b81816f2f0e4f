import type { Entry, EntryCorrection } from './events.js';

export type DailyRecordState = {
  readonly date: string;
  readonly entries: readonly (Entry & {
    readonly occurredAt: string;
    readonly recordedAt: string;
    /** The organisation that made the entry; absent where the council did. */
    readonly heldBy?: string;
    readonly corrections?: readonly (Omit<EntryCorrection, 'entryId'> & { readonly correctedAt: string })[];
  })[];
};
