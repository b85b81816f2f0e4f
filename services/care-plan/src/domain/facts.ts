import type { JsonObject } from '@carethread/ledger';

/** What care-plan knows of a person (or an organisation, or a member of staff) besides the stream at hand. */
export type CarePlanFacts = {
  readonly assessments: readonly {
    readonly assessmentId: string;
    /** Of the completed assessment; the first, where it was not kept. */
    readonly version?: number;
    readonly needIds: readonly string[];
    /** What each need is about; absent on assessments completed before it was published. */
    readonly needs?: readonly { readonly needId: string; readonly domain?: string }[];
  }[];
  readonly formats: readonly string[];
  /** From when those formats are wanted. */
  readonly formatsFrom?: string;
  /** Scopes by contact (user id), as the person gave them. */
  readonly contacts: Readonly<
    Record<
      string,
      { readonly scopes: readonly string[]; readonly name: string; readonly kind: string; readonly role?: string }
    >
  >;
  readonly risks: Readonly<Record<string, KnownRisk>>;
  readonly restrictions: readonly string[];
  /** Restrictions that were authorised, by id, with their present term. */
  readonly authorised: Readonly<Record<string, KnownRestriction>>;
  readonly plans: Readonly<Record<string, KnownPlan>>;
  readonly teams: Readonly<Record<string, KnownTeam>>;
  /** Service episodes by id, in the order in which they were agreed; one that ended says how. */
  readonly episodes: Readonly<Record<string, KnownEpisode>>;
  /** Handovers that wait for an answer, or for the episode they lead to: to which provider. */
  readonly handovers: Readonly<Record<string, string>>;
  /** CPA cases by id: who holds them, and when they were closed. */
  readonly cases: Readonly<Record<string, KnownCase>>;
  readonly fileParts: readonly string[];
  /** Sections whose processing the person had restricted, by the request. */
  readonly restricted?: Readonly<Record<string, readonly string[]>>;
  /** When each plan is reviewed next, by the obligation that its rules made last. */
  readonly nextReview: Readonly<Record<string, string>>;
  readonly cpaLevel: string | undefined;
  /** Each decision about the CPA level, in the order in which they were recorded. */
  readonly levelsDecided: readonly KnownLevel[];
  readonly coordinatorId: string | undefined;
  readonly deceased: boolean;
  /** The local day of the death, once it is recorded. */
  readonly diedOn?: string;
  /** For an organisation as subject. */
  readonly organisation: KnownOrganisation | undefined;
  /** For a member of staff as subject: courses done, and with which organisation, where that is known. */
  readonly training: readonly {
    readonly course: string;
    readonly expiresOn?: string;
    readonly organisationId?: string;
  }[];
  readonly bornOn?: string;
  readonly bornAsOf?: string;
};

export type KnownLevel = {
  readonly level: string;
  readonly decidedAt: string;
  readonly effectiveFrom: string;
  readonly rationale?: string;
};
export type KnownRisk = {
  readonly version: number;
  readonly planId?: string;
  readonly actionIds: readonly string[];
  readonly signed: boolean;
  /** The version of it that the person has signed. */
  readonly signedVersion?: number;
  readonly open: boolean;
  /** What the safety list says of it. */
  readonly domain?: string;
  readonly hazard?: string;
  readonly conclusion?: string;
  readonly managementPlan?: string;
  readonly reviewOn?: string;
};
export type KnownRestriction = {
  readonly measure?: string;
  readonly scheme: string;
  /** Local days, both within the term. */
  readonly from: string;
  readonly to: string;
  readonly conditions: readonly string[];
  readonly ended: boolean;
};
export type KnownPlan = {
  readonly planKind: string;
  readonly organisationId: string;
  readonly versionNo: number;
  readonly state: string;
  /** When it was closed, where it was. */
  readonly closedAt?: string;
  readonly needs: readonly { readonly needId: string }[];
  /** The needs of each version that was published. */
  readonly needsByVersion?: Readonly<Record<number, readonly string[]>>;
  readonly sections: JsonObject;
};
export type KnownTeam = {
  readonly organisationId: string;
  readonly keyworkerId: string;
  readonly members: readonly string[];
  readonly open: boolean;
};
export type KnownEpisode = {
  readonly providerId: string;
  /** Who pays for it. */
  readonly commissioner?: string;
  readonly ended?: { readonly endedAt: string; readonly reason: string };
};
export type KnownCase = {
  readonly organisationId: string;
  /** Whose teams had it before: their plan goes on with it. */
  readonly formerly?: readonly string[];
  readonly closedAt?: string;
};
export type KnownOrganisation = {
  readonly kind: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly councilOperated: boolean;
  readonly registrationNo?: string;
  readonly logoRef?: string;
  readonly services?: readonly { readonly serviceId: string; readonly setting: string }[];
};

export const NO_FACTS: CarePlanFacts = {
  assessments: [],
  formats: [],
  contacts: {},
  risks: {},
  restrictions: [],
  authorised: {},
  plans: {},
  teams: {},
  episodes: {},
  handovers: {},
  cases: {},
  fileParts: [],
  nextReview: {},
  cpaLevel: undefined,
  levelsDecided: [],
  coordinatorId: undefined,
  deceased: false,
  organisation: undefined,
  training: [],
};
