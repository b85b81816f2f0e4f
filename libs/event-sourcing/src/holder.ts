/**
 * Whose a stream is: what access to it is decided on (architecture §6b). Not every stream names its holder by itself: what belongs
 * to a plan or to a risk assessment is held by the holder of that.
 */
export type Holder =
  /** An organisation: a provider, a trust. */
  | { readonly kind: 'organisation'; readonly organisationId: string }
  /** The council of the tenant. `passedOn`: what it found out about the person is read by those whom it asks for care. */
  | { readonly kind: 'council'; readonly passedOn?: true }
  /** The person's own sheet: basic information, communication needs, contacts, the safety list. */
  | { readonly kind: 'sheet' }
  /** The part of the sheet that break-glass access shows too: allergies, risks, restrictions in force, emergency contacts. */
  | { readonly kind: 'safetyList' }
  /** The person alone, and the offices that answer to them: a request for their data. */
  | { readonly kind: 'person' }
  /** The holder of that plan. */
  | { readonly kind: 'plan'; readonly planId: string }
  /** The holder of that risk assessment. */
  | { readonly kind: 'risk'; readonly riskId: string }
  /** A CPA case: the organisation that it stores, and the co-ordinator in office. */
  | {
      readonly kind: 'case';
      readonly organisationId: string | undefined;
      readonly coordinatorId: string | undefined;
      /** Those whose teams had it before: they read it as they left it (D23). */
      readonly formerly?: readonly string[];
    }
  /** The holder of that CPA case. */
  | { readonly kind: 'caseOf'; readonly caseId: string }
  /** Every organisation with an open tie to the person: where a stream says neither what nor whom it is about. */
  | { readonly kind: 'serving' }
  /** The actor's organisation: it holds what it adds. */
  | { readonly kind: 'own' }
  /** Named users, by the token's subject: the recipient of a copy, a member of staff. */
  | { readonly kind: 'users'; readonly userIds: readonly string[] }
  /** One member of staff, by pseudonym: as streams about staff are named. */
  | { readonly kind: 'staff'; readonly user: string }
  /** Configuration of the tenant. */
  | { readonly kind: 'tenant' };

/** What the first event of a stream records about who opened it, for streams whose own content names no organisation. */
export interface OpenedBy {
  /** The stream's own uuid. */
  readonly id: string;
  readonly role?: string;
  readonly organisation?: string;
}

export const COUNCIL: Holder = { kind: 'council' };
export const SHEET: Holder = { kind: 'sheet' };
export const SAFETY_LIST: Holder = { kind: 'safetyList' };
export const TENANT: Holder = { kind: 'tenant' };
/** The actor holds what they add. */
export const OWN: Holder = { kind: 'own' };

export const heldBy = (organisationId: string): Holder => ({ kind: 'organisation', organisationId });
export const heldWithPlan = (planId: string): Holder => ({ kind: 'plan', planId });

/** An assessor opens what the council holds; what no organisation opened is the council's too. */
export function heldByOpener({ role, organisation }: OpenedBy): Holder {
  return organisation === undefined || role === 'AS' ? COUNCIL : heldBy(organisation);
}
