import type { Instant } from '@carethread/ledger';

/**
 * Who stands in what relation to a person: sets of things by id, each opened and closed by an event of its own, never a count.
 * Access is decided on them, in every service, from the facts that it published or received (architecture §6b).
 */
export interface Relations {
  readonly tenantId: string | null;
  /** Handovers, service episodes, CPA cases and own registrations, by id. */
  readonly ties: Readonly<Record<string, Tie>>;
  /** Teams, by episode; until that is known, by handover. */
  readonly teams: Readonly<Record<string, Team>>;
  /** Who holds which plan. */
  readonly plans: Readonly<Record<string, HeldPlan>>;
  /** With which plan a risk assessment is held, or by which organisation; neither: by the council. */
  readonly risks: Readonly<Record<string, { readonly planId?: string; readonly organisationId?: string }>>;
  /** Scopes by contact: a user, or an organisation that the person lets take part. */
  readonly contacts: Readonly<Record<string, readonly string[]>>;
  readonly authorities: Readonly<Record<string, Authority>>;
  /** Decisions that the person was found to lack capacity for, each with the day on which that is looked at again, if any. */
  readonly lacking: Readonly<Record<string, string>>;
  readonly breakGlass: Readonly<Record<string, BreakGlass>>;
  /** Recipients, by disclosure. */
  readonly disclosures: Readonly<Record<string, string>>;
  /** The council assessed the person, plans for them or handed them over: it reads what providers hold for them. */
  readonly knownToCouncil: boolean;
  readonly fundingRoute: string | null;
  /** Sections of the person's plans whose processing they had restricted, by the request (UK GDPR art 18). */
  readonly restrictedSections?: Readonly<Record<string, readonly string[]>>;
  /** For a member of staff as subject: whose work they have, by absence. */
  readonly deputising?: Readonly<Record<string, Deputising>>;
  /** For an organisation as subject: what it is, and who inspects it. */
  readonly organisation: OrganisationFacts | undefined;
  readonly grants: Readonly<Record<string, Grant>>;
}

/** One thing that ties an organisation to a person, from its own opening event to its own closing event. */
export interface Tie {
  readonly kind: 'handover' | 'episode' | 'case' | 'registration';
  readonly organisationId: string;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  readonly serviceId?: string;
  /** A handover: the council plan that it passes on, and which version, once it is accepted. */
  readonly planId?: string;
  readonly planVersion?: number;
  readonly accepted?: true;
  /** An episode: the handover that it came from, and whether it began in an emergency. */
  readonly handoverId?: string;
  readonly emergency?: true;
  /** An episode: who pays for it. */
  readonly commissioner?: string;
  /** A case: who co-ordinates it, and which team has it. */
  readonly coordinatorId?: string;
  readonly teamId?: string;
}

export interface Team {
  readonly organisationId: string;
  readonly serviceId?: string;
  readonly keyworkerId: string;
  readonly members: readonly string[];
  readonly open: boolean;
  /** The keyworker whom an accepted handover names, until the team is assigned. */
  readonly provisional?: true;
}

export interface HeldPlan {
  readonly planKind: string;
  readonly organisationId: string;
  /** A CPA plan goes with its case: the organisations that had it before. */
  readonly formerly?: readonly string[];
  readonly closedAt?: Instant;
  /** When the person last signed a version of it. */
  readonly signedAt?: Instant;
}

export interface Authority {
  readonly holders: readonly string[];
  readonly verified: boolean;
  readonly ended: boolean;
}

export interface BreakGlass {
  readonly userId: string;
  readonly organisationId?: string;
  /** Why: each read that rests on it says so. */
  readonly reason?: string;
  readonly until: Instant;
}

export interface Grant {
  readonly inspectionId: string;
  readonly inspectorId: string;
  readonly organisationId: string;
  readonly serviceId: string | null;
  readonly from: Instant;
  readonly to: Instant;
}

/** Somebody is away from one instant to another, and the subject has their work at an organisation. */
export interface Deputising {
  /** Who is away, by pseudonym. */
  readonly user: string;
  readonly organisationId?: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface OrganisationFacts {
  readonly kind: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly councilOperated: boolean;
  readonly registrationNo?: string;
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
}

export const NO_RELATIONS: Relations = {
  tenantId: null,
  ties: {},
  teams: {},
  plans: {},
  risks: {},
  contacts: {},
  authorities: {},
  lacking: {},
  breakGlass: {},
  disclosures: {},
  knownToCouncil: false,
  fundingRoute: null,
  organisation: undefined,
  grants: {},
};

/** The open things that tie an organisation to the person. */
export function openTies({ ties }: Relations, organisationId: string | undefined): readonly Tie[] {
  return Object.values(ties).filter((tie) => tie.organisationId === organisationId && tie.closedAt === undefined);
}

/**
 * Whether an organisation is the council that plans for the person while it commissions a service for them, or was. An agreement names no
 * council, since a tenant has one: the plan says which organisation that is.
 */
export function commissions(
  { ties, plans }: Relations,
  organisationId: string | undefined,
): 'now' | 'once' | undefined {
  const plansFor = Object.values(plans).some(
    (plan) => plan.planKind === 'localAuthority' && plan.organisationId === organisationId,
  );
  const commissioned = Object.values(ties).filter(({ commissioner }) => commissioner === 'council');
  if (!plansFor || commissioned.length === 0) return undefined;
  return commissioned.some(({ closedAt }) => closedAt === undefined) ? 'now' : 'once';
}

/** The CPA case that is open, the last where there is more than one. */
export function openCase({ ties }: Relations): Tie | undefined {
  return Object.values(ties).findLast(({ kind, closedAt }) => kind === 'case' && closedAt === undefined);
}

/** When the last thing that tied an organisation to the person was closed; undefined while one is open, and where none ever was. */
export function formerSince({ ties }: Relations, organisationId: string | undefined): Instant | undefined {
  const own = Object.values(ties).filter((tie) => tie.organisationId === organisationId);
  const closed = own.flatMap(({ closedAt }) => closedAt ?? []);
  return closed.length < own.length ? undefined : closed.toSorted().at(-1);
}

/** By what more than an organisation's own act its tie is confirmed (R19): from then on it reads the person's sheet. */
export type Confirmation = 'handover' | 'registration' | 'signature' | 'permission' | 'emergency';

export function confirmations(relations: Relations, organisationId: string | undefined): readonly Confirmation[] {
  const open = openTies(relations, organisationId);
  if (organisationId === undefined || open.length === 0) return [];
  const since = open.map(({ openedAt }) => openedAt).toSorted()[0] ?? '';
  const signed = Object.values(relations.plans).some(
    (plan) => plan.organisationId === organisationId && plan.closedAt === undefined && (plan.signedAt ?? '') >= since,
  );
  const found: readonly (readonly [Confirmation, boolean])[] = [
    ['handover', open.some(({ kind }) => kind === 'handover')],
    ['registration', open.some(({ kind }) => kind === 'registration')],
    ['signature', signed],
    ['permission', (relations.contacts[organisationId] ?? []).length > 0],
    ['emergency', open.some(({ emergency }) => emergency === true)],
  ];
  return found.flatMap(([by, holds]) => (holds ? [by] : []));
}

/** The access without the relationship that somebody has opened and that is not over. */
export function glassBroken(
  { breakGlass }: Relations,
  { userId, organisationId }: { readonly userId: string; readonly organisationId?: string },
  now: Instant,
): BreakGlass | undefined {
  return Object.values(breakGlass).find(
    (one) => one.userId === userId && (one.organisationId ?? organisationId) === organisationId && one.until > now,
  );
}

/** The versions of a council plan that accepted handovers name to an organisation; undefined where none opens it (R16). */
export function handedOver(
  relations: Relations,
  planId: string,
  organisationId: string | undefined,
): readonly number[] | undefined {
  const named = openTies(relations, organisationId).filter((tie) => tie.accepted === true && tie.planId === planId);
  return named.length === 0 ? undefined : named.flatMap(({ planVersion }) => planVersion ?? []);
}

/** @param isThem whether a member is the one who asks, or somebody whose deputy they are */
export function inOpenTeam(
  { teams }: Relations,
  isThem: (userId: string) => boolean,
  organisationId: string | undefined,
): boolean {
  return Object.values(teams).some(
    (team) => team.open && team.organisationId === organisationId && team.members.some(isThem),
  );
}

/** Those whose work the subject has at an organisation now. */
export function standsInFor(
  { deputising = {} }: Relations,
  organisationId: string | undefined,
  now: Instant,
): readonly { readonly user: string; readonly until: Instant }[] {
  return Object.values(deputising).flatMap(({ user, organisationId: at, from, to }) =>
    at === organisationId && from <= now && now <= to ? [{ user, until: to }] : [],
  );
}
