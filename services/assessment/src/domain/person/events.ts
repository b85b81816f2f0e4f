import type { MoveApproval } from '../move-approval.js';
import type { Distinction, ToldApart } from './distinction.js';
import type { PersonDetails } from './sheet.js';

export type Fact = { readonly field: string; readonly value: string };

export type FactsMoveApproval = MoveApproval & { readonly toPersonId: string; readonly fields: readonly string[] };

export type CommunicationNeeds = {
  readonly needs: readonly string[];
  readonly preferredLanguage?: string;
  readonly formats: readonly { readonly format: string; readonly priority: number; readonly lang?: string }[];
  readonly methods: readonly string[];
};

export type Moved = {
  readonly moveId: string;
  readonly reason: string;
  readonly effectiveFrom: string;
};

export type PersonEvent =
  | { readonly type: 'PersonRegistered'; readonly payload: PersonDetails & Distinction }
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
  | { readonly type: 'MoveApproved'; readonly payload: FactsMoveApproval }
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
  /** They are somebody else than those who are named, by id, though they may be taken for them. */
  | { readonly type: 'PersonDistinguished'; readonly payload: ToldApart }
  /** A number was claimed for this record, and its process ended before the event: a process that is late with it decides anew. */
  | { readonly type: 'ClaimsAbandoned'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'PersonDeathRecorded';
      readonly payload: { readonly dateOfDeath: string; readonly evidence: string; readonly evidenceRef?: string };
    };
