import { refuse } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';

/** A published version, as far as consent needs to know it. */
export interface KnownVersion {
  readonly versionNo: number;
  readonly contentHash: string;
  readonly effectiveFrom: Instant;
}
export interface KnownPlan {
  readonly planKind: string;
  readonly organisationId: string;
  readonly episodeId?: string;
  readonly closed: boolean;
  /** Those that have begun or will: what a later one has overtaken is not among them. */
  readonly versions: readonly KnownVersion[];
}
export interface KnownRendition {
  readonly format: string;
  readonly lang?: string;
}
/** What consent knows of a person besides the stream at hand. */
export interface ConsentFacts {
  readonly formats: readonly string[];
  /** From when those formats are asked for. */
  readonly formatsFrom?: string;
  /** Renditions by plan and proposal: `<planId>/<proposalNo>`. */
  readonly renditions: Readonly<Record<string, readonly KnownRendition[]>>;
  /** Of the last proposal of each plan: what can be objected to in it; not of what was proposed before that was published. */
  readonly proposed: Readonly<Record<string, { readonly proposalNo: number; readonly places: readonly string[] }>>;
  /** Risk assessments by id, with the version that stands. */
  readonly risks: Readonly<
    Record<
      string,
      {
        readonly version: number;
        readonly planId?: string;
        readonly open: boolean;
        /** The actions of the plan that it is about. */
        readonly actionIds?: readonly string[];
      }
    >
  >;
  /** Which version of a risk assessment the person has signed. */
  readonly signedRisks: Readonly<Record<string, number>>;
  readonly plans: Readonly<Record<string, KnownPlan>>;
  /** Care teams by episode. */
  readonly teams: Readonly<Record<string, KnownTeam>>;
  /** Whom the person involves, by user id, with the scopes that stand. */
  readonly contacts: Readonly<Record<string, readonly string[]>>;
  /** The co-ordinators of open CPA cases, by case. */
  readonly coordinators: Readonly<Record<string, string>>;
  /** The organisations that hold those cases, where they are named. */
  readonly caseHolders?: Readonly<Record<string, string>>;
  readonly deceased: boolean;
  /** For an organisation as subject: the tenant that it was set up in, and its services. */
  readonly organisation?: { readonly tenantId: string; readonly services: readonly string[] };
}
export interface KnownTeam {
  readonly organisationId: string;
  readonly keyworkerId: string;
  readonly members: readonly string[];
  readonly open: boolean;
}

export const NO_FACTS: ConsentFacts = {
  formats: [],
  renditions: {},
  proposed: {},
  risks: {},
  signedRisks: {},
  plans: {},
  teams: {},
  contacts: {},
  coordinators: {},
  deceased: false,
};
export const NO_PLAN: KnownPlan = { planKind: '', organisationId: '', closed: false, versions: [] };

/** The version in force: of those that have begun the one that began last, by number where two began at once. */
export function versionInForce({ versions }: KnownPlan, at: Instant): KnownVersion | undefined {
  return versions.reduce<KnownVersion | undefined>(
    (best, version) =>
      version.effectiveFrom <= at && (best === undefined || version.effectiveFrom >= best.effectiveFrom)
        ? version
        : best,
    undefined,
  );
}

/** The organisations for which a member of staff serves the person now; an empty list for anybody else. */
export function servesFor(
  userId: string,
  { teams, coordinators, caseHolders = {} }: ConsentFacts,
): readonly (string | undefined)[] {
  return [
    ...Object.values(teams)
      .filter(({ open, keyworkerId, members }) => open && [keyworkerId, ...members].includes(userId))
      .map(({ organisationId }) => organisationId),
    // Cases stored before they named their organisation are of nobody in particular.
    ...Object.entries(coordinators)
      .filter(([, coordinatorId]) => coordinatorId === userId)
      .map(([caseId]) => caseHolders[caseId]),
  ];
}

/** R9: nothing is agreed, withdrawn or restored on a closed plan. */
export function mustBeOpen(planId: string, { plans }: ConsentFacts): void {
  if (plans[planId]?.closed === true) refuse('STATE_CONFLICT', ['closed']);
}

/** R38: after a death nothing is agreed, withdrawn or restored. */
export function mustBeLiving({ deceased }: ConsentFacts): void {
  if (deceased) refuse('STATE_CONFLICT', ['deceased']);
}
