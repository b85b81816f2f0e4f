import type { Instant } from '@carethread/ledger';
import type { Scope, Suspended } from '@carethread/withholding';
import type { Withdrawn } from './events.js';

/** A version that the person agreed to. */
export interface AgreedVersion {
  readonly versionNo: number;
  readonly effectiveFrom: Instant;
  readonly actionIds?: readonly string[];
  readonly basis?: string;
}
/** A withdrawal, with what the person has agreed to again since. */
export interface Withdrawal extends Suspended {
  readonly no: number;
  readonly said: Pick<Withdrawn, 'by' | 'mode' | 'reasons' | 'witness' | 'description'>;
}
export type CareConsentState = {
  readonly versions: readonly AgreedVersion[];
  readonly withdrawals: readonly Withdrawal[];
  readonly history: readonly { readonly type: string; readonly at: Instant; readonly scope?: Scope }[];
};

export const NO_CONSENT: CareConsentState = { versions: [], withdrawals: [], history: [] };
