import type { Instant } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import type { Said } from '../statement.js';
import type { Party } from '../witness.js';

export type Subject = 'planVersion' | 'riskAssessment' | 'restriction' | 'restoration';
/** A place that is to be signed: by that user, or by anybody of the role in that organisation. */
export type Signatory = {
  readonly role: string;
  readonly userId?: string;
  readonly organisationId?: string;
  readonly reason: string;
};
export type Requested = {
  readonly signOffId: string;
  readonly subject: Subject;
  readonly subjectId: string;
  readonly proposalNo: number;
  readonly contentHash: string;
  readonly requiredSignatories: readonly Signatory[];
  readonly awaitsRisks: readonly string[];
  /** At which version each awaited risk is to be signed; absent on what was stored before versions were compared. */
  readonly riskVersions?: Readonly<Record<string, number>>;
  readonly lapsesAt: Instant;
  readonly scope?: Scope;
  /** How many withdrawals of consent to care under the plan came before it: a later one makes it void. */
  readonly withdrawalsKnown?: number;
  /** Where the same content is asked about anew: instead of which sign-off, and why. */
  readonly again?: { readonly signOffId: string; readonly because: string };
};
export type Signature = {
  readonly role: string;
  readonly signedBy: Party;
  readonly mode: string;
  readonly signedOn: string;
  readonly contentHash: string;
  readonly shownInFormat?: string;
  readonly lang?: string;
  readonly witness?: Party;
  readonly description?: string;
  readonly recordedBy: string;
  /** When the witness confirmed it, where that was a member of staff. */
  readonly witnessedAt?: Instant;
};
export type Ended = {
  readonly signOffId: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly proposalNo: number;
};
/** Consent that a completed sign-off gave, taken back. */
export type SignedConsentWithdrawn = Ended &
  Said & {
    readonly withdrawnAt: Instant;
    /** Who recorded it, where it was not the person. */
    readonly recordedBy?: string;
  };
export type SignOffEvent =
  | { readonly type: 'SignOffRequested'; readonly payload: Requested }
  | { readonly type: 'SignatoryChanged'; readonly payload: { readonly role: string; readonly userId: string } }
  | { readonly type: 'SignatureAwaitsWitness'; readonly payload: Signature }
  | { readonly type: 'SignatureRecorded'; readonly payload: Signature }
  | {
      readonly type: 'WitnessObjected';
      readonly payload: { readonly role: string; readonly by: Party; readonly reasons: string };
    }
  | { readonly type: 'RiskAwaited'; readonly payload: { readonly riskId: string; readonly version: number } }
  | { readonly type: 'RiskReleased'; readonly payload: { readonly riskId: string } }
  | { readonly type: 'RiskSigned'; readonly payload: { readonly riskId: string; readonly version?: number } }
  | {
      readonly type: 'SignatureRefused';
      readonly payload: {
        readonly role: string;
        readonly by: Party;
        readonly reasons: string;
        readonly itemsObjectedTo: readonly string[];
      };
    }
  | { readonly type: 'SignOffRefused'; readonly payload: Ended }
  | { readonly type: 'SignOffVoided'; readonly payload: Ended & { readonly reason: string } }
  | { readonly type: 'SignOffLapsed'; readonly payload: Ended }
  | { readonly type: 'SignedConsentWithdrawn'; readonly payload: SignedConsentWithdrawn }
  | {
      readonly type: 'SignOffCompleted';
      readonly payload: Ended & {
        readonly contentHash: string;
        readonly completedAt: Instant;
        readonly legalBasis: string;
        readonly scope?: Scope;
        readonly withdrawalsKnown?: number;
      };
    };
