import type { Instant } from '@carethread/ledger';
import type { CommunicationNeeds, Fact, FactsMoveApproval } from './events.js';
import type { Correction, PersonDetails } from './sheet.js';

export type PersonState = {
  readonly status: 'unknown' | 'abandoned' | 'registered' | 'deceased';
  /** As registered; with its corrections it is the sheet (`sheetAt`). */
  readonly details?: PersonDetails;
  readonly communication?: CommunicationNeeds;
  /** From when that holds. */
  readonly communicationFrom?: Instant;
  readonly corrections: readonly Correction[];
  readonly dateOfDeath?: string;
  /** People whom this one may be taken for and is not, by id. */
  readonly notSameAs?: readonly string[];
  /** Moves of facts that one of two people asked for. */
  readonly approvals: readonly FactsMoveApproval[];
  /** Facts that have left this record and have not arrived at the other: their numbers are held here until then. */
  readonly leaving: readonly { readonly moveId: string; readonly facts: readonly Fact[] }[];
};

export const UNKNOWN: PersonState = { status: 'unknown', corrections: [], approvals: [], leaving: [] };
