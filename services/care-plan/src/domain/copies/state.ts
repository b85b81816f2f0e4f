import type { Instant } from '@carethread/ledger';
import type { Party } from '../plan/payloads.js';
import type { Copy, Failed } from './events.js';

export type CopiesState = {
  readonly issued: readonly (Copy & { readonly issuedAt: Instant; readonly acknowledgedAt?: Instant })[];
  readonly withheld: readonly { readonly recipient: Party; readonly versionNo: number; readonly reason: string }[];
  readonly failed: readonly Failed[];
  /** What lies or lay in the person's home, oldest first; without a date of removal it lies there now. */
  readonly home: readonly HomeCopy[];
};

export type HomeCopy = {
  readonly versionNo: number;
  readonly place: string;
  readonly locked: boolean;
  readonly placedOn: string;
  readonly removedOn?: string;
};

export const NO_COPIES: CopiesState = { issued: [], withheld: [], failed: [], home: [] };
