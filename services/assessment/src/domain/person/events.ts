import type { Instant } from '@carethread/ledger';
import type { Correction, PersonDetails } from './sheet.js';

export type Fact = { readonly field: string; readonly value: string };

export type MoveFacts = {
  readonly type: 'MoveFacts';
  readonly toPersonId: string;
  readonly fields: readonly string[];
  readonly reason?: string;
};

export type Approval = {
  readonly moveId: string;
  readonly toPersonId: string;
  readonly fields: readonly string[];
  readonly reason: string;
  /** The approver. */
  readonly by: string;
  readonly lapsesAt: Instant;
};

export type CommunicationNeeds = {
  readonly needs: readonly string[];
  readonly preferredLanguage?: string;
  readonly formats: readonly { readonly format: string; readonly priority: number; readonly lang?: string }[];
  readonly methods: readonly string[];
};

type Moved = {
  readonly moveId: string;
  readonly reason: string;
  readonly effectiveFrom: string;
};

export type PersonState = {
  readonly status: 'unknown' | 'abandoned' | 'registered' | 'deceased';
  /** As registered; with its corrections it is the sheet (`sheetAt`). */
  readonly details: PersonDetails | undefined;
  readonly communication: CommunicationNeeds | undefined;
  /** From when that holds. */
  readonly communicationFrom?: Instant;
  readonly corrections: readonly Correction[];
  readonly dateOfDeath: string | undefined;
  /** Moves of facts that one of two people asked for. */
  readonly approvals: readonly Approval[];
  /** Facts that have left this record and have not arrived at the other: their numbers are held here until then. */
  readonly leaving: readonly { readonly moveId: string; readonly facts: readonly Fact[] }[];
};

export type PersonEvent =
  | { readonly type: 'PersonRegistered'; readonly payload: PersonDetails }
  | { readonly type: 'CommunicationNeedsRecorded'; readonly payload: CommunicationNeeds }
  | {
      readonly type: 'BasicInformationCorrected';
      readonly payload: {
        readonly field: string;
        readonly from: string;
        readonly to: string;
        readonly reason: string;
        readonly effectiveFrom: string;
      };
    }
  | { readonly type: 'MoveApproved'; readonly payload: Approval }
  | {
      readonly type: 'FactsMoved';
      readonly payload: Moved & {
        readonly toPersonId: string;
        readonly facts: readonly Fact[];
        readonly approvedBy: readonly string[];
      };
    }
  | {
      readonly type: 'FactsReceived';
      readonly payload: Moved & {
        readonly fromPersonId: string;
        readonly facts: readonly (Fact & { readonly before: string })[];
      };
    }
  | { readonly type: 'MoveCompleted'; readonly payload: { readonly moveId: string } }
  /** A number was claimed for this record, and its process ended before the event: whoever is late with it decides anew. */
  | { readonly type: 'ClaimsAbandoned'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'PersonDeathRecorded';
      readonly payload: { readonly dateOfDeath: string; readonly evidence: string; readonly evidenceRef?: string };
    };

export type PersonCommand =
  | ({ readonly type: 'RegisterPerson' } & PersonDetails)
  | ({ readonly type: 'RecordCommunicationNeeds' } & CommunicationNeeds)
  | CorrectBasicInformation
  | MoveFacts
  | ({ readonly type: 'ReceiveFacts'; readonly fromPersonId: string; readonly facts: readonly Fact[] } & Moved)
  | { readonly type: 'CompleteMove'; readonly moveId: string }
  | { readonly type: 'AbandonClaims' }
  | {
      readonly type: 'RecordDeath';
      readonly dateOfDeath: string;
      readonly evidence: string;
      readonly evidenceRef?: string;
    };

export type CorrectBasicInformation = {
  readonly type: 'CorrectBasicInformation';
  readonly field: string;
  /** What is set right; where it is sent, it must be what stands there. */
  readonly from?: string;
  readonly to?: string;
  /** The number is not this person's, and theirs is not known. */
  readonly withdrawn?: boolean;
  readonly reason?: string;
  readonly effectiveFrom?: string;
};
