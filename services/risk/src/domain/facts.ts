import type { Instant } from '@carethread/ledger';

export interface KnownPlan {
  readonly planKind: string;
  readonly organisationId: string;
  /** Of every version that was published or proposed, and of its draft. */
  readonly actionIds: readonly string[];
  readonly closed: boolean;
}

/** Where the person is served: a setting holds in law where the provider has that service registered with it. */
export interface KnownService {
  readonly providerId: string;
  /** Absent on agreements that named none. */
  readonly serviceId?: string;
}

/** For an organisation as subject: the tenant that it was set up in, the law it works under, and its registered services. */
export interface KnownOrganisation {
  readonly tenantId: string;
  readonly jurisdiction: string;
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
}

/** What the person signed, and when. */
export interface GivenConsent {
  readonly signOffId: string;
  readonly contentHash: string;
  readonly signedAt: Instant;
}

/** What risk knows of a subject besides the stream at hand. */
export interface RiskFacts {
  /** For an organisation as subject. */
  readonly councilOperated: boolean;
  readonly organisation?: KnownOrganisation;
  /** The person's plans. */
  readonly plans: Readonly<Record<string, KnownPlan>>;
  /** The services agreed for the person that have not ended, by episode. */
  readonly services: Readonly<Record<string, KnownService>>;
  /** The person's reviews. */
  readonly reviews: readonly string[];
  /** Restrictions that the person has signed: by restriction, the sign-off and what was signed. */
  readonly consented: Readonly<Record<string, GivenConsent>>;
  /** At which version the person refused a risk assessment. */
  readonly refused?: Readonly<Record<string, number>>;
  /** Organisations that served the person and do so no more, by neither a service nor a CPA case, and until when they did. */
  readonly servedUntil: Readonly<Record<string, Instant>>;
  /** The open CPA cases, and whose they are. */
  readonly cases: Readonly<Record<string, string>>;
  readonly bornOn?: string;
  readonly bornAsOf?: string;
  readonly deceased: boolean;
}

export const NO_FACTS: RiskFacts = {
  councilOperated: false,
  plans: {},
  services: {},
  reviews: [],
  consented: {},
  servedUntil: {},
  cases: {},
  deceased: false,
};

export const NO_PLAN: KnownPlan = { planKind: '', organisationId: '', actionIds: [], closed: false };
