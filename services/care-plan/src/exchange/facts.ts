import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type CarePlanFacts, type KnownPlan } from '../domain/facts.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type Of = Fact<any>;

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

function part(facts: CarePlanFacts, name: string): CarePlanFacts {
  return facts.fileParts.includes(name) ? facts : { ...facts, fileParts: [...facts.fileParts, name] };
}

const named = (facts: CarePlanFacts, { data }: Of): CarePlanFacts => ({
  ...facts,
  contacts: {
    ...facts.contacts,
    [data.contactId]: { scopes: data.scopes, name: data.name ?? '', kind: data.kind ?? 'family' },
  },
});

/** The formal review in England and Wales, the six-monthly one in Scotland. */
const WHOLE_PLAN_REVIEWS: readonly string[] = ['formalReview', 'review', 'cpaReview'];

export const facts: FactsFold<CarePlanFacts> = {
  version: 3,
  initial: NO_FACTS,
  on: {
    'assessment.organisation-set.v1': (known, { data }: Of) => ({ ...known, organisation: data }),
    'assessment.person-registered.v1': (known, { data }: Of) => ({
      ...part(known, 'a'),
      dateOfBirth: data.dateOfBirth,
    }),
    'assessment.communication-needs-recorded.v1': (known, { data }: Of) => ({
      ...known,
      formats: [...data.formats]
        .sort((a: { priority: number }, b: { priority: number }) => a.priority - b.priority)
        .map(({ format }: { format: string }) => format),
    }),
    'assessment.assessment-completed.v1': (known, { data }: Of) => ({
      ...part(known, 'b'),
      assessments: [
        ...known.assessments,
        {
          assessmentId: data.assessmentId,
          needIds: data.needIds,
          ...(data.needs === undefined ? {} : { needs: data.needs }),
        },
      ],
    }),
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'risk.risk-assessed.v1': (known, { data }: Of) => ({
      ...part(known, 'd'),
      risks: {
        ...known.risks,
        [data.riskId]: {
          version: data.version,
          actionIds: data.actionIds ?? [],
          signed: false,
          open: true,
          ...(data.planId === undefined ? {} : { planId: data.planId }),
        },
      },
    }),
    'risk.risk-closed.v1': (known, { data }: Of) => {
      const risk = known.risks[data.riskId];
      return risk === undefined
        ? known
        : { ...known, risks: { ...known.risks, [data.riskId]: { ...risk, open: false } } };
    },
    'review.obligation-created.v1': (known, { data }: Of) => ({
      ...part(known, 'e'),
      ...(WHOLE_PLAN_REVIEWS.includes(data.kind)
        ? { nextReview: { ...known.nextReview, [data.planId]: data.dueAt } }
        : {}),
    }),
    'review.training-recorded.v1': (known, { data: { course, expiresOn } }: Of) => ({
      ...known,
      training: [...known.training, { course, ...(expiresOn === undefined ? {} : { expiresOn }) }],
    }),
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }: Of) => {
      const contact = known.contacts[data.contactId];
      return contact === undefined
        ? known
        : { ...known, contacts: { ...known.contacts, [data.contactId]: { ...contact, scopes: [] } } };
    },
    'cpa-coordination.cpa-case-opened.v1': (known, { data }: Of) => ({ ...known, coordinatorId: data.coordinatorId }),
    'cpa-coordination.care-coordinator-reallocated.v1': (known, { data }: Of) => ({
      ...known,
      coordinatorId: data.toUserId,
    }),
    'cpa-coordination.cpa-level-decided.v1': (known, { data, recordedAt }: Of) => ({
      ...known,
      cpaLevel: data.to,
      levelsDecided: [
        ...known.levelsDecided,
        {
          level: data.to,
          decidedAt: recordedAt,
          effectiveFrom: data.effectiveFrom,
          ...(data.rationale === undefined ? {} : { rationale: data.rationale }),
        },
      ],
    }),
    'care-plan.care-plan-opened.v1': (known, { data }: Of) =>
      withPlan(known, data.planId, { planKind: data.planKind, organisationId: data.organisationId }),
    'care-plan.plan-version-published.v1': (known, { data }: Of) =>
      withPlan(data.planKind === 'localAuthority' ? known : part(known, 'c'), data.planId, {
        versionNo: data.versionNo,
        state: 'active',
        needs: data.needIds.map((needId: string) => ({ needId })),
      }),
    'care-plan.provisional-plan-published.v1': (known, { data }: Of) =>
      withPlan(part(known, 'c'), data.planId, { versionNo: 1, state: 'provisional' }),
    'care-plan.care-plan-closed.v1': (known, { data }: Of) => withPlan(known, data.planId, { state: 'closed' }),
    'care-plan.care-team-assigned.v1': (known, { data }: Of) => ({
      ...known,
      teams: {
        ...known.teams,
        [data.episodeId]: {
          organisationId: data.organisationId,
          keyworkerId: data.keyworkerId,
          members: data.members.map(({ userId }: { userId: string }) => userId),
          open: true,
        },
      },
    }),
    'care-plan.service-ended.v1': (known, { data }: Of) => {
      const team = known.teams[data.episodeId];
      return team === undefined
        ? known
        : { ...known, teams: { ...known.teams, [data.episodeId]: { ...team, open: false } } };
    },
  },
};
