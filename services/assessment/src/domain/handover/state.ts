import type { Instant } from '@carethread/ledger';
import type { HandoverIssued } from './events.js';

export type HandoverState = {
  readonly state: 'none' | 'issued' | 'accepted' | 'returned' | 'ended';
  readonly issued?: HandoverIssued;
  readonly issuedOn?: string;
  readonly issuedAt?: Instant;
  readonly keyworkerId?: string;
  readonly plannedStart?: string;
  readonly returnedBecause?: string;
};
