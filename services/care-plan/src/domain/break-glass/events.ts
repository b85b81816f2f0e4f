import type { Instant } from '@carethread/ledger';

export type BreakGlassEvent = {
  readonly type: 'BreakGlassOpened';
  readonly payload: { readonly userId: string; readonly reason: string; readonly until: Instant };
};
