import type { Instant } from '@carethread/ledger';

export type BreakGlassState = { readonly opened: readonly Instant[] };
