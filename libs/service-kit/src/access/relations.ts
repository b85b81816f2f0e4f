import type { Fact } from '../definition.js';

/**
 * Who stands in what relation to a subject: the fold that visibility rests on, in every service, from the facts that it
 * published or heard. Visibility follows the record, not only the role (model §7).
 */
export interface Relations {
  readonly tenantId: string | null;
  /** Organisations that hold (or held) a handover, an episode or a plan, by organisation id. */
  readonly organisations: Readonly<Record<string, OrganisationTie>>;
  /** Teams by episode. */
  readonly teams: Readonly<Record<string, Team>>;
  /** Contacts whom the person named, by user id. */
  readonly contacts: Readonly<Record<string, readonly string[]>>;
  /** Holders of a verified authority, by user id: the authorities that are current. */
  readonly representatives: Readonly<Record<string, readonly string[]>>;
  /** Open CPA cases. */
  readonly cases: Readonly<
    Record<string, { readonly coordinatorId: string; readonly teamId: string; readonly organisationId?: string }>
  >;
  readonly inspections: readonly Inspection[];
  readonly breakGlass: Readonly<Record<string, string>>;
  readonly disclosures: Readonly<Record<string, readonly string[]>>;
  readonly lacksCapacity: boolean;
  readonly fundingRoute: string | null;
  /** For an organisation as subject: what it is. */
  readonly organisation: OrganisationFacts | undefined;
}

export interface OrganisationTie {
  readonly open: number;
  readonly ever: boolean;
  readonly serviceIds: readonly string[];
}

export interface Team {
  readonly organisationId: string;
  readonly serviceId?: string;
  readonly keyworkerId: string;
  readonly members: readonly string[];
  readonly open: boolean;
  readonly provisional?: boolean;
}

export interface Inspection {
  readonly inspectionId: string;
  readonly inspectorId: string;
  readonly organisationId: string;
  readonly serviceId: string | null;
  readonly from: string;
  readonly to: string;
}

export interface OrganisationFacts {
  readonly kind: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly councilOperated: boolean;
  readonly registrationNo?: string;
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
  readonly inspections: readonly Inspection[];
}

export const NO_RELATIONS: Relations = {
  tenantId: null,
  organisations: {},
  teams: {},
  contacts: {},
  representatives: {},
  cases: {},
  inspections: [],
  breakGlass: {},
  disclosures: {},
  lacksCapacity: false,
  fundingRoute: null,
  organisation: undefined,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type FoldRelations = (relations: Relations, data: any, fact: Fact) => Relations;

const FOLDS: Readonly<Record<string, FoldRelations>> = {
  'assessment.organisation-set.v1': (relations, data) => ({
    ...relations,
    organisation: { ...data, inspections: relations.organisation?.inspections ?? [] },
  }),
  'assessment.person-registered.v1': (relations, data, fact) => ({
    ...relations,
    tenantId: fact.tenantId,
    fundingRoute: data.fundingRoute ?? null,
  }),
  'assessment.handover-issued.v1': (relations, data) => tied(relations, data.providerId, 1, data.serviceId),
  'assessment.handover-returned.v1': (relations, data) => tied(relations, data.providerId, -1),
  // The named keyworker may begin before the team is assigned; the episode's team then takes the place of this one.
  'assessment.handover-accepted.v1': (relations, data) => ({
    ...relations,
    teams: {
      ...relations.teams,
      [data.handoverId]: {
        organisationId: data.providerId,
        keyworkerId: data.keyworkerId,
        members: [data.keyworkerId],
        open: true,
        provisional: true,
      },
    },
  }),
  'care-plan.care-plan-opened.v1': (relations, data) => tied(relations, data.organisationId, 1),
  'care-plan.care-plan-closed.v1': (relations, data) => tied(relations, data.organisationId, -1),
  'care-plan.service-agreement-made.v1': (relations, data) => tied(relations, data.providerId, 1, data.serviceId),
  'care-plan.care-team-assigned.v1': (relations, data) => ({
    ...relations,
    teams: {
      ...Object.fromEntries(
        Object.entries(relations.teams).filter(
          ([, team]) => team.provisional !== true || team.organisationId !== data.organisationId,
        ),
      ),
      [data.episodeId]: {
        organisationId: data.organisationId,
        ...(data.serviceId === undefined ? {} : { serviceId: data.serviceId }),
        keyworkerId: data.keyworkerId,
        members: [data.keyworkerId, ...data.members.map((member: { userId: string }) => member.userId)],
        open: true,
      },
    },
  }),
  'care-plan.service-ended.v1': (relations, data) => {
    const team = relations.teams[data.episodeId];
    const closed =
      team === undefined
        ? relations
        : { ...relations, teams: { ...relations.teams, [data.episodeId]: { ...team, open: false } } };
    return tied(closed, data.providerId, -1);
  },
  'care-plan.break-glass-opened.v1': (relations, data) => ({
    ...relations,
    breakGlass: { ...relations.breakGlass, [data.userId]: data.until },
  }),
  'consent.contact-named.v1': (relations, data) => ({
    ...relations,
    contacts: { ...relations.contacts, [data.contactId]: data.scopes },
  }),
  'consent.involvement-changed.v1': (relations, data) => ({
    ...relations,
    contacts: { ...relations.contacts, [data.contactId]: data.scopes },
  }),
  'consent.involvement-withdrawn.v1': (relations, data) => ({
    ...relations,
    contacts: { ...relations.contacts, [data.contactId]: [] },
  }),
  'consent.authority-verified.v1': (relations, data) => ({
    ...relations,
    representatives: data.holders.reduce(
      (known: Relations['representatives'], { id }: { id: string }) => ({
        ...known,
        [id]: [...(known[id] ?? []), data.authorityId],
      }),
      relations.representatives,
    ),
  }),
  'consent.authority-ended.v1': (relations, data) => ({
    ...relations,
    representatives: Object.fromEntries(
      Object.entries(relations.representatives).map(([id, authorities]) => [
        id,
        authorities.filter((one) => one !== data.authorityId),
      ]),
    ),
  }),
  'consent.capacity-assessed.v1': (relations, data) => ({
    ...relations,
    lacksCapacity: data.finding === 'lacksCapacity',
  }),
  'consent.inspection-granted.v1': (relations, data) => {
    const granted: Inspection = { ...data, serviceId: data.serviceId ?? null };
    return {
      ...relations,
      inspections: [...relations.inspections, granted],
      organisation: relations.organisation && {
        ...relations.organisation,
        inspections: [...relations.organisation.inspections, granted],
      },
    };
  },
  'consent.disclosure-made.v1': (relations, data) => ({
    ...relations,
    disclosures: {
      ...relations.disclosures,
      [data.recipientId]: [...(relations.disclosures[data.recipientId] ?? []), data.disclosureId],
    },
  }),
  'cpa-coordination.cpa-case-opened.v1': (relations, data) => ({
    ...relations,
    cases: {
      ...relations.cases,
      [data.caseId]: {
        coordinatorId: data.coordinatorId,
        teamId: data.teamId,
        ...(data.organisationId === undefined ? {} : { organisationId: data.organisationId }),
      },
    },
  }),
  'cpa-coordination.care-coordinator-reallocated.v1': (relations, data) => ({
    ...relations,
    cases: {
      ...relations.cases,
      [data.caseId]: { teamId: '', ...relations.cases[data.caseId], coordinatorId: data.toUserId },
    },
  }),
  'cpa-coordination.cpa-team-changed.v1': (relations, data) => ({
    ...relations,
    cases: {
      ...relations.cases,
      [data.caseId]: {
        coordinatorId: '',
        ...relations.cases[data.caseId],
        teamId: data.teamId,
        ...(data.organisationId === undefined ? {} : { organisationId: data.organisationId }),
      },
    },
  }),
  'cpa-coordination.cpa-case-closed.v1': (relations, data) => {
    const { [data.caseId]: _, ...cases } = relations.cases;
    return { ...relations, cases };
  },
};

/** Every service hears these, whatever else it hears. */
export const RELATION_CONTRACTS: readonly string[] = Object.keys(FOLDS);

export function evolveRelations(relations: Relations, fact: Fact): Relations {
  const fold = FOLDS[fact.type];
  const known = relations.tenantId === null ? { ...relations, tenantId: fact.tenantId } : relations;
  return fold === undefined ? known : fold(known, fact.data, fact);
}

function tied(relations: Relations, organisationId: string, change: 1 | -1, serviceId?: string): Relations {
  const tie = relations.organisations[organisationId] ?? { open: 0, ever: false, serviceIds: [] };
  return {
    ...relations,
    organisations: {
      ...relations.organisations,
      [organisationId]: {
        open: Math.max(0, tie.open + change),
        ever: true,
        serviceIds:
          serviceId === undefined || tie.serviceIds.includes(serviceId)
            ? tie.serviceIds
            : [...tie.serviceIds, serviceId],
      },
    },
  };
}
