import { refuse } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';
import type { Party } from '../witness.js';
import type { Requested, Signature, SignedConsentWithdrawn } from './events.js';

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
  readonly requested?: Requested;
  readonly requestedAt: Instant;
  readonly signatures: readonly (Signature & { readonly recordedAt: Instant })[];
  /** Given before a member of staff who has not confirmed it yet. */
  readonly awaitingWitness: readonly Signature[];
  /** The organisation of the one who recorded a signature, by place: a member of staff who witnesses it is of the same. */
  readonly recordedIn: Readonly<Record<string, string>>;
  readonly objections: readonly { readonly role: string; readonly by: Party; readonly reasons: string }[];
  /** Risk assessments that the person is to agree to as well, and the version they agreed to. */
  readonly risks: Readonly<Record<string, number>>;
  readonly risksSigned: Readonly<Record<string, number>>;
  readonly completedAt?: Instant;
  readonly withdrawn?: SignedConsentWithdrawn;
};

export const NO_SIGN_OFF: SignOffState = {
  state: 'none',
  requestedAt: '',
  signatures: [],
  awaitingWitness: [],
  recordedIn: {},
  objections: [],
  risks: {},
  risksSigned: {},
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

export function requestedIn({ requested }: SignOffState): Requested {
  return requested ?? refuse('NOT_FOUND');
}
