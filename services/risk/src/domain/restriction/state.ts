import type { Instant } from '@carethread/ledger';
import type { Authorisation, Proposal, RestrictionReview } from './events.js';

export type RestrictionState = {
  readonly state: 'none' | 'proposed' | 'active' | 'withheld' | 'expired' | 'ended';
  readonly proposed?: Proposal;
  readonly proposedAt?: Instant;
  /** The law that it was proposed under. */
  readonly jurisdiction?: string;
  /** The organisation that proposed it; absent where the council did. */
  readonly heldBy?: string;
  /** What the person was asked last. */
  readonly asked?: { readonly askNo: number; readonly contentHash: string };
  /** In the order in which they were recorded: the last one says how long the restriction may stand. */
  readonly authorisations: readonly Authorisation[];
  readonly reviews: readonly (RestrictionReview & { readonly reviewedAt: string })[];
  readonly endedBecause?: string;
};

export const NO_RESTRICTION: RestrictionState = { state: 'none', authorisations: [], reviews: [] };
