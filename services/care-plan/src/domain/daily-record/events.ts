export type Entry = {
  readonly entryId: string;
  readonly kind: string;
  readonly text?: string;
  readonly plannedActionId?: string;
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly reviewOn?: string;
  readonly format: string;
  readonly lateEntry: boolean;
  /** Done although the person has withdrawn consent: the record must be true, and the manager must know. */
  readonly withoutConsent: boolean;
  readonly warnings: readonly string[];
  readonly by: string;
};

/** What stood in an entry before it was set right; nothing of it is overwritten. */
export type EntryCorrection = {
  readonly entryId: string;
  /** What was set right: what the entry says, or the reason of an exception. */
  readonly field?: 'text' | 'reason';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by?: string;
};

export type DailyRecordEvent =
  | { readonly type: 'DailyEntryAdded'; readonly payload: Entry }
  | { readonly type: 'DailyEntryCorrected'; readonly payload: EntryCorrection };
