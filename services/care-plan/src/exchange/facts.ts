import { present } from '@carethread/ledger';
import { bornAsCorrected, bornAsRegistered } from '@carethread/contracts';
import { factsOf, pick, type FactOf } from '@carethread/runtime';
import { NO_FACTS, type CarePlanFacts, type KnownPlan } from '../domain/facts.js';

type Named = FactOf<'consent.contact-named.v1' | 'consent.involvement-changed.v1'>;

/** What each jurisdiction or pack calls the formal review of the whole plan. */
function withPlan(facts: CarePlanFacts, planId: string, change: Partial<KnownPlan>): CarePlanFacts {
  const known = facts.plans[planId] ?? {
    planKind: '',
    organisationId: '',
    versionNo: 0,
    state: 'draft',
    needs: [],
    sections: {},
  };
  return { ...facts, plans: { ...facts.plans, [planId]: { ...known, ...change } } };
}

/** What has led to an agreement, or was returned, is awaited no more. */
function withoutHandover(facts: CarePlanFacts, handoverId = ''): CarePlanFacts {
  const { [handoverId]: _, ...handovers } = facts.handovers;
  return { ...facts, handovers };
}

function part(facts: CarePlanFacts, name: string): CarePlanFacts {
  return facts.fileParts.includes(name) ? facts : { ...facts, fileParts: [...facts.fileParts, name] };
}

const named = (facts: CarePlanFacts, { data }: Named): CarePlanFacts => ({
  ...facts,
  contacts: {
    ...facts.contacts,
    [data.contactId]: {
      scopes: data.scopes,
      name: data.name ?? '',
      kind: data.kind ?? 'family',
      ...pick(data, 'role'),
    },
  },
});

const moved = (
  facts: CarePlanFacts,
  { data: { caseId, organisationId } }: FactOf<'cpa-coordination.cpa-team-changed.v1'>,
): CarePlanFacts => {
  if (organisationId === undefined) return facts;
  const { organisationId: before, formerly = [] } = facts.cases[caseId] ?? {};
  const all = before === undefined || before === organisationId ? formerly : [...formerly, before];
  return {
    ...facts,
    cases: { ...facts.cases, [caseId]: present({ organisationId, formerly: all.length === 0 ? undefined : all }) },
  };
};

/** Each term follows the one before without a gap: one that is recorded early does not shut what stands. */
const authorised = (facts: CarePlanFacts, { data }: FactOf<'risk.restriction-authorised.v1'>): CarePlanFacts => {
  const before = facts.authorised[data.restrictionId];
  const from = before === undefined || before.ended || data.from < before.from ? data.from : before.from;
  const restriction = { ...pick(data, 'measure', 'scheme', 'to', 'conditions'), from, ended: false };
  return { ...facts, authorised: { ...facts.authorised, [data.restrictionId]: restriction } };
};

const ended = (
  facts: CarePlanFacts,
  {
    data: { restrictionId },
  }: FactOf<'risk.restriction-expired.v1' | 'risk.restriction-withheld.v1' | 'risk.restriction-ended.v1'>,
): CarePlanFacts => {
  const known = facts.authorised[restrictionId];
  return known === undefined
    ? facts
    : { ...facts, authorised: { ...facts.authorised, [restrictionId]: { ...known, ended: true } } };
};

/** The formal review in England and Wales, the six-monthly one in Scotland. */
const WHOLE_PLAN_REVIEWS: readonly string[] = ['formalReview', 'review', 'cpaReview'];

export const facts = factsOf<CarePlanFacts>()({
  version: 14,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { data }) => ({ ...known, organisation: data }),
    'assessment.person-registered.v1': (known, { data }) => ({ ...part(known, 'a'), ...bornAsRegistered(data) }),
    'assessment.person-birth-corrected.v1': (known, fact) => ({ ...known, ...bornAsCorrected(known, fact) }),
    'assessment.communication-needs-recorded.v1': (known, { data, effectiveFrom }) =>
      // Of two the one effective later holds, as on the person's sheet.
      effectiveFrom < (known.formatsFrom ?? '')
        ? known
        : {
            ...known,
            formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
            formatsFrom: effectiveFrom,
          },
    'assessment.assessment-completed.v1': (known, { data }) =>
      // R28: a carer's assessment is about the carer, in whoever's record it stands.
      data.kind === 'carers'
        ? known
        : {
            ...part(known, 'b'),
            assessments: [
              ...known.assessments,
              present({
                assessmentId: data.assessmentId,
                version: data.version,
                needIds: data.needIds,
                needs: data.needs,
              }),
            ],
          },
    'assessment.person-death-recorded.v1': (known, { data: { dateOfDeath } }) => ({
      ...known,
      deceased: true,
      diedOn: dateOfDeath,
    }),
    'risk.risk-assessed.v1': (known, { data }) => ({
      ...part(known, 'd'),
      risks: {
        ...known.risks,
        [data.riskId]: {
          version: data.version,
          actionIds: data.actionIds ?? [],
          signed: false,
          open: true,
          ...pick(data, 'planId', 'domain', 'hazard', 'conclusion', 'managementPlan', 'reviewOn'),
        },
      },
    }),
    'consent.sign-off-completed.v1': (known, { data }) => {
      const risk = data.subject === 'riskAssessment' ? known.risks[data.subjectId] : undefined;
      if (risk === undefined) return known;
      const signed = { ...risk, signed: true, signedVersion: data.proposalNo };
      return { ...known, risks: { ...known.risks, [data.subjectId]: signed } };
    },
    'risk.risk-closed.v1': (known, { data }) => {
      const risk = known.risks[data.riskId];
      return risk === undefined
        ? known
        : { ...known, risks: { ...known.risks, [data.riskId]: { ...risk, open: false } } };
    },
    'risk.restriction-authorised.v1': authorised,
    'risk.restriction-expired.v1': ended,
    'risk.restriction-withheld.v1': ended,
    'risk.restriction-ended.v1': ended,
    'review.obligation-created.v1': (known, { data }) => ({
      ...part(known, 'e'),
      nextReview: WHOLE_PLAN_REVIEWS.includes(data.kind)
        ? { ...known.nextReview, [data.planId]: data.dueAt }
        : known.nextReview,
    }),
    'review.training-recorded.v1': (known, { data }) => ({
      ...known,
      training: [...known.training, pick(data, 'course', 'expiresOn', 'organisationId')],
    }),
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }) => {
      const contact = known.contacts[data.contactId];
      return contact === undefined
        ? known
        : { ...known, contacts: { ...known.contacts, [data.contactId]: { ...contact, scopes: [] } } };
    },
    'consent.processing-restricted.v1': (known, { data: { requestId, fields } }) => ({
      ...known,
      restricted: { ...known.restricted, [requestId]: fields },
    }),
    'consent.processing-restriction-lifted.v1': (known, { data: { requestId } }) => {
      const { [requestId]: _, ...restricted } = known.restricted ?? {};
      return { ...known, restricted };
    },
    'cpa-coordination.cpa-case-opened.v1': (known, { data }) => ({
      ...known,
      coordinatorId: data.coordinatorId,
      cases: { ...known.cases, [data.caseId]: { organisationId: data.organisationId ?? '' } },
    }),
    'cpa-coordination.cpa-team-changed.v1': moved,
    'cpa-coordination.cpa-case-closed.v1': (known, { data: { caseId }, recordedAt }) => {
      const { [caseId]: closed, ...others } = known.cases;
      return closed === undefined
        ? known
        : { ...known, cases: { ...others, [caseId]: { ...closed, closedAt: recordedAt } } };
    },
    'cpa-coordination.care-coordinator-reallocated.v1': (known, { data }) => ({
      ...known,
      coordinatorId: data.toUserId,
    }),
    'cpa-coordination.cpa-level-decided.v1': (known, { data, recordedAt }) => ({
      ...known,
      cpaLevel: data.to,
      levelsDecided: [
        ...known.levelsDecided,
        present({
          level: data.to,
          decidedAt: recordedAt,
          effectiveFrom: data.effectiveFrom,
          rationale: data.rationale,
        }),
      ],
    }),
    'care-plan.care-plan-opened.v1': (known, { data }) =>
      withPlan(known, data.planId, { planKind: data.planKind, organisationId: data.organisationId }),
    'care-plan.plan-version-published.v1': (known, { data }) =>
      withPlan(data.planKind === 'localAuthority' ? known : part(known, 'c'), data.planId, {
        versionNo: data.versionNo,
        state: 'active',
        needs: data.needIds.map((needId) => ({ needId })),
        needsByVersion: { ...known.plans[data.planId]?.needsByVersion, [data.versionNo]: data.needIds },
      }),
    'care-plan.provisional-plan-published.v1': (known, { data }) =>
      withPlan(part(known, 'c'), data.planId, { versionNo: 1, state: 'provisional' }),
    'care-plan.care-plan-closed.v1': (known, { data }) =>
      withPlan(known, data.planId, { state: 'closed', closedAt: data.closedAt }),
    'care-plan.care-team-assigned.v1': (known, { data }) => ({
      ...known,
      teams: {
        ...known.teams,
        [data.episodeId]: {
          organisationId: data.organisationId,
          keyworkerId: data.keyworkerId,
          members: data.members.map(({ userId }) => userId),
          open: true,
        },
      },
    }),
    'assessment.handover-issued.v1': (known, { data: { handoverId, providerId } }) => ({
      ...known,
      handovers: { ...known.handovers, [handoverId]: providerId },
    }),
    'assessment.handover-returned.v1': (known, { data: { handoverId } }) => withoutHandover(known, handoverId),
    'care-plan.service-agreement-made.v1': (known, { data: { episodeId, providerId, handoverId, commissioner } }) => ({
      ...withoutHandover(known, handoverId),
      episodes: { ...known.episodes, [episodeId]: { providerId, commissioner } },
    }),
    'care-plan.service-ended.v1': (known, { data }) => {
      const { episodeId, providerId, endedAt, reason } = data;
      const team = known.teams[episodeId];
      const { [episodeId]: before, ...others } = known.episodes;
      return {
        ...known,
        // What ended last stands last.
        episodes: { ...others, [episodeId]: { ...before, providerId, ended: { endedAt, reason } } },
        teams: team === undefined ? known.teams : { ...known.teams, [episodeId]: { ...team, open: false } },
      };
    },
  },
});
