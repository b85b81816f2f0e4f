import type { Instant } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import type { Party } from '../witness.js';

export type Given = {
  readonly planId: string;
  readonly versionNo: number;
  readonly signOffId?: string;
  /** From when the version holds, and what it holds; absent on what was stored before consent knew. */
  readonly effectiveFrom?: Instant;
  readonly publishedAt?: Instant;
  readonly actionIds?: readonly string[];
  /** How many withdrawals the person had made when they signed: it lifts those, and no later one. */
  readonly withdrawalsKnown?: number;
  /** On what care rests under a provisional plan, which nobody has signed. */
  readonly basis?: string;
};
export type Withdrawn = {
  readonly planId: string;
  readonly scope: Scope;
  readonly by: Party;
  readonly mode: string;
  readonly reasons?: string;
  readonly witness?: Party;
  readonly description?: string;
  readonly withdrawnAt: Instant;
  /** Counted from 1 in each plan. Time alone does not tell a signature before it from one after it. */
  readonly withdrawalNo?: number;
  /** Who recorded it, where it was not the person. */
  readonly recordedBy?: string;
};
export type Restored = {
  readonly planId: string;
  readonly scope: Scope;
  readonly signOffId: string;
  readonly restoredAt?: Instant;
  readonly withdrawalsKnown?: number;
};
export type CareConsentEvent =
  | { readonly type: 'CareConsentGiven'; readonly payload: Given }
  | { readonly type: 'CareConsentWithdrawn'; readonly payload: Withdrawn }
  | { readonly type: 'CareConsentRestored'; readonly payload: Restored };
