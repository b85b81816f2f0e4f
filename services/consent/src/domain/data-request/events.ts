import type { Instant } from '@carethread/ledger';

export type ProcessingRestricted = {
  readonly requestId: string;
  /** Sections of plans, by name. */
  readonly fields: readonly string[];
  /** Which case of UK GDPR art 18(1) it is. */
  readonly ground: string;
  readonly restrictedAt: Instant;
};

export type ProcessingRestrictionLifted = {
  readonly requestId: string;
  readonly restrictedAt: Instant;
  readonly liftedAt: Instant;
  readonly reason: string;
  /** On which local day the person was told that it would be lifted; absent where they have died. */
  readonly personToldOn?: string;
};

export type DataRequestEvent =
  | {
      readonly type: 'DataRequestReceived';
      readonly payload: { readonly right: string; readonly about?: string; readonly dueAt: Instant };
    }
  | {
      readonly type: 'DataRequestRefused';
      readonly payload: { readonly article: string; readonly reasons: string; readonly icoRouteGiven: boolean };
    }
  | { readonly type: 'ProcessingRestricted'; readonly payload: ProcessingRestricted }
  | { readonly type: 'ProcessingRestrictionLifted'; readonly payload: ProcessingRestrictionLifted };
