import type { ContractData, ContractType } from '@carethread/contracts';
import { present, type Instant } from '@carethread/ledger';
import { NO_RELATIONS, openTies, type Relations, type Tie } from './relations.js';

/** A fact as relations are folded from it: a contract, whether this service published it or received it. */
export interface RelationFact {
  readonly type: string;
  readonly tenantId: string;
  readonly recordedAt: Instant;
  readonly data: object;
}

// A method, so that a fold may take the data of the contract that its key names where any contract's is given.
type Fold<Data extends object> = {
  fold(relations: Relations, data: Data, fact: RelationFact & { readonly id?: string }): Relations;
}['fold'];
type Folds = { readonly [Type in ContractType]?: Fold<ContractData<Type>> };

const COUNCIL_KINDS: readonly string[] = ['councilNeeds', 'reassessment', 'emergencyFollowUp', 'hospitalDischarge'];

const FOLDS: Folds = {
  'assessment.organisation-set.v1': (relations, data) => ({ ...relations, organisation: data }),
  'assessment.deputy-appointed.v1': (relations, { absenceId, ...deputising }) => ({
    ...relations,
    deputising: { ...relations.deputising, [absenceId]: deputising },
  }),
  'assessment.deputy-released.v1': (relations, { absenceId }) => {
    const { [absenceId]: _, ...deputising } = relations.deputising ?? {};
    return { ...relations, deputising };
  },
  'assessment.person-registered.v1': (relations, { fundingRoute, registeredBy }, { tenantId, recordedAt }) => {
    const known = { ...relations, tenantId, fundingRoute: fundingRoute ?? null };
    return registeredBy === undefined
      ? known
      : opened(known, `registration-${registeredBy}`, {
          kind: 'registration',
          organisationId: registeredBy,
          openedAt: recordedAt,
        });
  },
  // An assessment by somebody else than the council says nothing of whom the council knows.
  'assessment.assessment-completed.v1': (relations, { kind, heldBy }) =>
    heldBy === undefined && COUNCIL_KINDS.includes(kind) ? { ...relations, knownToCouncil: true } : relations,
  'assessment.handover-issued.v1': (relations, { handoverId, providerId, serviceId }, { recordedAt }) =>
    opened(
      { ...relations, knownToCouncil: true },
      handoverId,
      present({
        kind: 'handover',
        organisationId: providerId,
        openedAt: recordedAt,
        serviceId,
      }),
    ),
  'assessment.handover-returned.v1': (relations, { handoverId }, { recordedAt }) =>
    closed(relations, handoverId, recordedAt),
  // The named keyworker may begin before the team is assigned; the episode's team then takes the place of this one.
  'assessment.handover-accepted.v1': (relations, { handoverId, providerId, keyworkerId, planRef }, fact) => {
    const before: Tie = relations.ties[handoverId] ?? {
      kind: 'handover',
      organisationId: providerId,
      openedAt: fact.recordedAt,
    };
    return {
      ...opened(relations, handoverId, {
        ...before,
        accepted: true,
        ...present<Pick<Tie, 'planId' | 'planVersion'>>({ planId: planRef?.id, planVersion: planRef?.version }),
      }),
      teams: {
        ...relations.teams,
        [handoverId]: {
          organisationId: providerId,
          keyworkerId,
          members: [keyworkerId],
          open: true,
          provisional: true,
        },
      },
    };
  },
  'care-plan.care-plan-opened.v1': (relations, { planId, planKind, organisationId }) => ({
    ...relations,
    knownToCouncil: relations.knownToCouncil || planKind === 'localAuthority',
    plans: { ...relations.plans, [planId]: { planKind, organisationId } },
  }),
  'care-plan.plan-version-published.v1': (relations, { planId, signOffId, organisationId, planKind }, fact) =>
    signOffId === undefined
      ? relations
      : {
          ...relations,
          plans: {
            ...relations.plans,
            [planId]: {
              ...(relations.plans[planId] ?? { planKind, organisationId }),
              signedAt: fact.recordedAt,
            },
          },
        },
  'care-plan.care-plan-closed.v1': (relations, { planId, closedAt }) => {
    const plan = relations.plans[planId];
    return plan === undefined
      ? relations
      : { ...relations, plans: { ...relations.plans, [planId]: { ...plan, closedAt } } };
  },
  'care-plan.service-agreement-made.v1': (
    relations,
    { episodeId, providerId, serviceId, handoverId, commissioner },
    fact,
  ) =>
    opened(
      relations,
      episodeId,
      present({
        kind: 'episode',
        organisationId: providerId,
        openedAt: fact.recordedAt,
        serviceId,
        handoverId,
        commissioner,
      }),
    ),
  'care-plan.care-team-assigned.v1': (relations, { episodeId, organisationId, serviceId, keyworkerId, members }) => {
    const episode = relations.ties[episodeId];
    const teams = Object.entries(relations.teams).filter(
      ([id, team]) =>
        team.provisional !== true ||
        (episode?.handoverId === undefined ? team.organisationId !== organisationId : id !== episode.handoverId),
    );
    return {
      ...relations,
      teams: {
        ...Object.fromEntries(teams),
        [episodeId]: present({
          organisationId,
          serviceId,
          keyworkerId,
          members: [keyworkerId, ...members.map(({ userId }) => userId)],
          open: episode?.closedAt === undefined,
        }),
      },
    };
  },
  'care-plan.service-started.v1': (relations, { episodeId, emergency }) => {
    const tie = relations.ties[episodeId];
    return tie === undefined || !emergency ? relations : opened(relations, episodeId, { ...tie, emergency: true });
  },
  'care-plan.service-ended.v1': (relations, { episodeId, providerId }, { recordedAt }) => {
    const team = relations.teams[episodeId];
    const after = {
      ...closed(relations, episodeId, recordedAt),
      teams: team === undefined ? relations.teams : { ...relations.teams, [episodeId]: { ...team, open: false } },
    };
    return withoutWhatLedTo(after, relations.ties[episodeId], providerId, recordedAt);
  },
  'care-plan.break-glass-opened.v1': (relations, { userId, organisationId, reason, until }) => ({
    ...relations,
    breakGlass: {
      ...relations.breakGlass,
      [`${userId} ${organisationId ?? ''} ${until}`]: present({
        userId,
        until,
        reason,
        organisationId,
      }),
    },
  }),
  'risk.risk-assessed.v1': (relations, { riskId, planId, organisationId }) => ({
    ...relations,
    risks: {
      ...relations.risks,
      [riskId]: present({
        planId,
        organisationId,
      }),
    },
  }),
  'consent.contact-named.v1': (relations, { contactId, scopes }) => named(relations, contactId, scopes),
  'consent.involvement-changed.v1': (relations, { contactId, scopes }) => named(relations, contactId, scopes),
  'consent.involvement-withdrawn.v1': (relations, { contactId }) => named(relations, contactId, []),
  'consent.inspection-granted.v1': (relations, { serviceId, inspectionId, inspectorId, organisationId, from, to }) => ({
    ...relations,
    grants: {
      ...relations.grants,
      [inspectionId]: { inspectionId, inspectorId, organisationId, from, to, serviceId: serviceId ?? null },
    },
  }),
  'consent.disclosure-made.v1': (relations, { disclosureId, recipientId }) => ({
    ...relations,
    disclosures: { ...relations.disclosures, [disclosureId]: recipientId },
  }),
  'consent.processing-restricted.v1': (relations, { requestId, fields }) => ({
    ...relations,
    restrictedSections: { ...relations.restrictedSections, [requestId]: fields },
  }),
  'consent.processing-restriction-lifted.v1': (relations, { requestId }) => {
    const { [requestId]: _, ...restrictedSections } = relations.restrictedSections ?? {};
    return { ...relations, restrictedSections };
  },
  'cpa-coordination.cpa-case-opened.v1': (
    relations,
    { caseId, coordinatorId, teamId, organisationId },
    { recordedAt },
  ) =>
    opened(relations, caseId, {
      kind: 'case',
      organisationId: organisationId ?? '',
      openedAt: recordedAt,
      coordinatorId,
      teamId,
    }),
  'cpa-coordination.cpa-team-changed.v1': (relations, { caseId, teamId, organisationId }, { recordedAt }) => {
    const tie = relations.ties[caseId];
    if (tie === undefined) return relations;
    if (organisationId === undefined || organisationId === tie.organisationId)
      return opened(relations, caseId, { ...tie, teamId });
    const before = opened(relations, `${caseId} until ${recordedAt}`, { ...tie, closedAt: recordedAt });
    return opened(cpaPlansPassedOn(before, tie.organisationId, organisationId), caseId, {
      ...tie,
      teamId,
      organisationId,
      openedAt: recordedAt,
    });
  },
  'cpa-coordination.care-coordinator-reallocated.v1': (relations, { caseId, toUserId }) => {
    const tie = relations.ties[caseId];
    return tie === undefined ? relations : opened(relations, caseId, { ...tie, coordinatorId: toUserId });
  },
  'cpa-coordination.cpa-case-closed.v1': (relations, { caseId }, { recordedAt }) =>
    closed(relations, caseId, recordedAt),
};

interface Authority {
  readonly authorityId: string;
  readonly holders: readonly { readonly id: string }[];
}
interface CapacityAssessed {
  readonly decision?: string;
  readonly finding?: string;
  readonly reviewOn?: string;
}

/** Contracts that are folded where they are known, though no service of this version publishes them yet. */
const TO_COME: Readonly<Record<string, Fold<object>>> = {
  'consent.authority-recorded.v1': (relations, { authorityId, holders }: Authority) => ({
    ...relations,
    authorities: {
      ...relations.authorities,
      [authorityId]: { holders: idsOf(holders), ended: false, verified: false },
    },
  }),
  'consent.authority-verified.v1': (relations, { authorityId, holders }: Authority) => ({
    ...relations,
    authorities: { ...relations.authorities, [authorityId]: { holders: idsOf(holders), ended: false, verified: true } },
  }),
  'consent.authority-ended.v1': (relations, { authorityId }: Pick<Authority, 'authorityId'>) => {
    const authority = relations.authorities[authorityId];
    return authority === undefined
      ? relations
      : { ...relations, authorities: { ...relations.authorities, [authorityId]: { ...authority, ended: true } } };
  },
  'consent.capacity-assessed.v1': (
    relations,
    { decision = 'planConsent', finding, reviewOn = '' }: CapacityAssessed,
  ) => {
    const { [decision]: _, ...others } = relations.lacking;
    return { ...relations, lacking: finding === 'lacksCapacity' ? { ...others, [decision]: reviewOn } : others };
  },
};

const BY_TYPE: Readonly<Partial<Record<string, Fold<object>>>> = { ...FOLDS, ...TO_COME };

/** Every service receives these, whatever else it receives. */
export const RELATION_CONTRACTS: readonly string[] = Object.keys(BY_TYPE);

/** A fact of another tenant than the subject's says nothing about it: it is set aside. */
export function evolveRelations(relations: Relations, fact: RelationFact): Relations {
  if (relations.tenantId !== null && relations.tenantId !== fact.tenantId) return relations;
  const fold = BY_TYPE[fact.type];
  const known = relations.tenantId === null ? { ...relations, tenantId: fact.tenantId } : relations;
  return fold === undefined ? known : fold(known, fact.data, fact);
}

/** The relations after these facts, for tests and for callers with a whole history. */
export function relationsAfter(facts: readonly RelationFact[]): Relations {
  return facts.reduce(evolveRelations, NO_RELATIONS);
}

function opened(relations: Relations, id: string, tie: Tie): Relations {
  return { ...relations, ties: { ...relations.ties, [id]: tie } };
}

function closed(relations: Relations, id: string, at: Instant): Relations {
  const tie = relations.ties[id];
  return tie === undefined || tie.closedAt !== undefined ? relations : opened(relations, id, { ...tie, closedAt: at });
}

/**
 * With an episode ends what led to it: the handover that it came from, and the own registration of an organisation that serves the
 * person no more. Episodes stored before name no handover: with the last of an organisation end all that it accepted.
 */
function withoutWhatLedTo(
  relations: Relations,
  ended: Tie | undefined,
  organisationId: string,
  at: Instant,
): Relations {
  const serves = openTies(relations, organisationId).some(({ kind }) => kind === 'episode' || kind === 'case');
  const over = Object.entries(relations.ties).filter(
    ([id, tie]) =>
      tie.organisationId === organisationId &&
      (id === ended?.handoverId ||
        (!serves && (tie.kind === 'registration' || (tie.kind === 'handover' && tie.accepted === true)))),
  );
  const teams = Object.entries(relations.teams).map(([id, team]) =>
    over.some(([tieId]) => tieId === id) ? [id, { ...team, open: false }] : [id, team],
  );
  return over.reduce((known, [id]) => closed(known, id, at), { ...relations, teams: Object.fromEntries(teams) });
}

/** With a case goes the plan that is made under it: the team that takes it on plans on, the former one keeps what it had (D23). */
function cpaPlansPassedOn(relations: Relations, from: string, to: string): Relations {
  const plans = Object.entries(relations.plans).map(([id, plan]): [string, Relations['plans'][string]] =>
    plan.planKind === 'cpa' && plan.organisationId === from && plan.closedAt === undefined
      ? [id, { ...plan, organisationId: to, formerly: [...(plan.formerly ?? []), from] }]
      : [id, plan],
  );
  return { ...relations, plans: Object.fromEntries(plans) };
}

function named(relations: Relations, contactId: string, scopes: readonly string[]): Relations {
  return { ...relations, contacts: { ...relations.contacts, [contactId]: scopes } };
}

function idsOf(holders: readonly { readonly id: string }[]): readonly string[] {
  return holders.map(({ id }) => id);
}
