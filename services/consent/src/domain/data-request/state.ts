import type { Instant } from '@carethread/ledger';

export type DataRequestState = {
  readonly state: 'none' | 'received' | 'refused';
  readonly right: string;
  readonly dueAt: Instant;
  readonly article?: string;
  readonly reasons?: string;
};
