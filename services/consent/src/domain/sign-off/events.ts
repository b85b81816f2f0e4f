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

export type SignOffState = {
  readonly state:
    | 'none'
    | 'requested'
    | 'partiallySigned'
    | 'awaitsWitness'
    | 'completed'
    | 'refused'
    | 'voided'
    | 'lapsed'
    | 'withdrawn';
  readonly requested: Requested | undefined;
  readonly requestedAt: Instant;
  readonly signatures: readonly (Signature & { readonly recordedAt: Instant })[];
  /** Given before a member of staff who has not confirmed it yet. */
  readonly awaitingWitness: readonly Signature[];
  /** Of which organisation whoever recorded a signature is, by place: a member of staff who witnesses it is of the same. */
  readonly recordedIn: Readonly<Record<string, string>>;
  readonly objections: readonly { readonly role: string; readonly by: Party; readonly reasons: string }[];
  /** Risk assessments that the person is to agree to as well, and the version they agreed to. */
  readonly risks: Readonly<Record<string, number>>;
  readonly risksSigned: Readonly<Record<string, number>>;
  readonly completedAt: Instant | undefined;
  readonly withdrawn?: SignedConsentWithdrawn;
};

export const NO_SIGN_OFF: SignOffState = {
  state: 'none',
  requested: undefined,
  requestedAt: '',
  signatures: [],
  awaitingWitness: [],
  recordedIn: {},
  objections: [],
  risks: {},
  risksSigned: {},
  completedAt: undefined,
};

export function isOpen({ state }: Pick<SignOffState, 'state'>): boolean {
  return state === 'requested' || state === 'partiallySigned' || state === 'awaitsWitness';
}

/** What is still missing: the places, the witnesses, and the risk assessments that the person has not agreed to yet. */
export function outstanding(state: SignOffState): readonly string[] {
  const { requested, signatures, risks, risksSigned } = state;
  if (requested === undefined || state.completedAt !== undefined) return [];
  return [
    ...requested.requiredSignatories
      .filter(({ role }) => !signatures.some((signature) => signature.role === role))
      .map(({ role }) => role),
    ...Object.entries(risks)
      .filter(([id, version]) => (risksSigned[id] ?? 0) < version)
      .map(([id]) => `risk:${id}`),
  ];
}
