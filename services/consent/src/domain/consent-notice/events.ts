import type { Instant } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import type { Party } from '../witness.js';

/** A notice to somebody whom a consent concerns, given the moment it is recorded. */
export type Notice = {
  readonly kind: 'consentRecorded' | 'withdrawalRecorded' | 'namedAsWitness' | 'permissionRecorded';
  readonly to: Party;
  readonly about: {
    readonly kind: 'plan' | 'risk' | 'restriction';
    readonly id: string;
    readonly signOffId?: string;
    readonly disclosureId?: string;
  };
  /** How consent was given or withdrawn; a permission to disclose has none. */
  readonly mode?: string;
  readonly recordedBy: string;
  readonly witness?: Party;
  readonly scope?: Scope;
  /** Until when a contact who was named as a witness may object. */
  readonly objectUntil?: Instant;
};
export type ConsentNoticeEvent = { readonly type: 'ConsentNoticeGiven'; readonly payload: Notice };
