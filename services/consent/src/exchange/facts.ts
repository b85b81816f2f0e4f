import { present } from '@carethread/ledger';
import { factsOf, type FactOf } from '@carethread/runtime';
import { NO_FACTS, NO_PLAN, type ConsentFacts, type KnownPlan } from '../domain/facts.js';

function withPlan(known: ConsentFacts, planId: string, change: (plan: KnownPlan) => Partial<KnownPlan>): ConsentFacts {
  const plan = known.plans[planId] ?? NO_PLAN;
  return { ...known, plans: { ...known.plans, [planId]: { ...plan, ...change(plan) } } };
}

const named = (
  known: ConsentFacts,
  { data }: FactOf<'consent.contact-named.v1' | 'consent.involvement-changed.v1'>,
): ConsentFacts => ({
  ...known,
  contacts: { ...known.contacts, [data.contactId]: data.scopes },
});

const withHolder = (
  known: ConsentFacts,
  {
    data: { caseId, organisationId },
  }: FactOf<'cpa-coordination.cpa-case-opened.v1' | 'cpa-coordination.cpa-team-changed.v1'>,
): ConsentFacts =>
  organisationId === undefined ? known : { ...known, caseHolders: { ...known.caseHolders, [caseId]: organisationId } };

export const facts = factsOf<ConsentFacts>()({
  version: 7,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { tenantId, data: { services = [] } }) => ({
      ...known,
      organisation: { tenantId, services: services.map(({ serviceId }) => serviceId) },
    }),
    'assessment.communication-needs-recorded.v1': (known, { data, effectiveFrom }) =>
      // Of two the one effective later holds, as on the person's sheet.
      effectiveFrom < (known.formatsFrom ?? '')
        ? known
        : {
            ...known,
            formats: [...data.formats].sort((a, b) => a.priority - b.priority).map(({ format }) => format),
            formatsFrom: effectiveFrom,
          },
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.plan-version-proposed.v1': (known, { data: { planId, proposalNo, places } }) => {
      const { [planId]: _, ...others } = known.proposed;
      return { ...known, proposed: places === undefined ? others : { ...others, [planId]: { proposalNo, places } } };
    },
    'care-plan.rendition-added.v1': (known, { data }) => {
      if (data.proposalNo === undefined) return known;
      const name = `${data.planId}/${data.proposalNo}`;
      return {
        ...known,
        renditions: {
          ...known.renditions,
          [name]: [...(known.renditions[name] ?? []), present({ format: data.format, lang: data.lang })],
        },
      };
    },
    'care-plan.care-plan-opened.v1': (known, { data }) =>
      withPlan(known, data.planId, () =>
        present({
          planKind: data.planKind,
          organisationId: data.organisationId,
          episodeId: data.episodeId,
        }),
      ),
    'care-plan.care-plan-closed.v1': (known, { data }) => withPlan(known, data.planId, () => ({ closed: true })),
    'care-plan.plan-version-published.v1': (known, { data, recordedAt }) =>
      withPlan(known, data.planId, ({ versions }) => ({
        planKind: data.planKind,
        organisationId: data.organisationId,
        // What has not begun when a later version is published never begins.
        versions: [
          ...versions.filter(({ effectiveFrom }) => effectiveFrom <= recordedAt),
          { versionNo: data.versionNo, contentHash: data.contentHash, effectiveFrom: data.effectiveFrom },
        ],
      })),
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
    'care-plan.service-ended.v1': (known, { data }) => {
      const team = known.teams[data.episodeId];
      return team === undefined
        ? known
        : { ...known, teams: { ...known.teams, [data.episodeId]: { ...team, open: false } } };
    },
    'cpa-coordination.cpa-case-opened.v1': (known, fact) => ({
      ...withHolder(known, fact),
      coordinators: { ...known.coordinators, [fact.data.caseId]: fact.data.coordinatorId },
    }),
    'cpa-coordination.cpa-team-changed.v1': withHolder,
    'cpa-coordination.care-coordinator-reallocated.v1': (known, { data }) => ({
      ...known,
      coordinators: { ...known.coordinators, [data.caseId]: data.toUserId },
    }),
    'cpa-coordination.cpa-case-closed.v1': (known, { data }) => {
      const { [data.caseId]: _, ...coordinators } = known.coordinators;
      return { ...known, coordinators };
    },
    'risk.risk-assessed.v1': (known, { data }) => ({
      ...known,
      risks: {
        ...known.risks,
        [data.riskId]: present({
          version: data.version,
          open: true,
          actionIds: data.actionIds,
          planId: data.planId,
        }),
      },
    }),
    'risk.risk-closed.v1': (known, { data }) => {
      const risk = known.risks[data.riskId];
      return risk === undefined
        ? known
        : { ...known, risks: { ...known.risks, [data.riskId]: { ...risk, open: false } } };
    },
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }) => ({
      ...known,
      contacts: { ...known.contacts, [data.contactId]: [] },
    }),
    'consent.sign-off-completed.v1': (known, { data }) =>
      data.subject === 'riskAssessment'
        ? { ...known, signedRisks: { ...known.signedRisks, [data.subjectId]: data.proposalNo } }
        : known,
  },
});
