import type { Instant } from '@carethread/ledger';
import type { Conclusion, Controls, RiskEvent, Weighing } from './events.js';

export type RiskState = {
  readonly state: 'none' | 'draft' | 'concluded' | 'closed';
  readonly opened?: Extract<RiskEvent, { type: 'RiskAssessmentOpened' }>['payload'];
  readonly openedAt?: Instant;
  /** The organisation that opened it; absent where the council did. */
  readonly heldBy?: string;
  readonly weighing?: Weighing;
  readonly controls: Controls;
  readonly versions: readonly (Conclusion & { readonly contentHash: string; readonly concludedAt: string })[];
  readonly outcomes: readonly { readonly outcome: string; readonly narrative: string; readonly reviewId?: string }[];
  readonly staffViews: readonly { readonly view: string; readonly by: string }[];
  /** Weighed or controlled anew since the last conclusion. */
  readonly changed?: boolean;
};

export const NO_RISK: RiskState = {
  state: 'none',
  controls: { controls: [] },
  versions: [],
  outcomes: [],
  staffViews: [],
};
