import type { Instant } from '@carethread/ledger';

export type DataRequestEvent =
  | {
      readonly type: 'DataRequestReceived';
      readonly payload: { readonly right: string; readonly about?: string; readonly dueAt: Instant };
    }
  | {
      readonly type: 'DataRequestRefused';
      readonly payload: { readonly article: string; readonly reasons: string; readonly icoRouteGiven: boolean };
    };
