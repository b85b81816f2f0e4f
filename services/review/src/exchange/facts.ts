import { localDate } from '@carethread/calendar';
import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type KnownPlan, type ReviewFacts } from '../domain/facts.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type Of = Fact<any>;

function withPlan(known: ReviewFacts, planId: string, change: Partial<KnownPlan>): ReviewFacts {
  const plan = known.plans[planId] ?? {
    planKind: '',
    organisationId: '',
    jurisdiction: 'ENG',
    rulePacks: [],
    versionNo: 0,
    outcomeIds: [],
    needIds: [],
    actionIds: [],
  };
  return { ...known, plans: { ...known.plans, [planId]: { ...plan, ...change } } };
}

const named = (known: ReviewFacts, { data }: Of): ReviewFacts => ({
  ...known,
  contacts: { ...known.contacts, [data.contactId]: data.scopes },
});

export const facts: FactsFold<ReviewFacts> = {
  version: 3,
  initial: NO_FACTS,
  on: {
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'care-plan.care-plan-opened.v1': (known, { data }: Of) =>
      withPlan(known, data.planId, {
        planKind: data.planKind,
        organisationId: data.organisationId,
        jurisdiction: data.jurisdiction,
        rulePacks: data.rulePacks,
      }),
    'care-plan.plan-version-published.v1': (known, { data }: Of) =>
      withPlan(known, data.planId, {
        versionNo: data.versionNo,
        outcomeIds: data.outcomeIds,
        needIds: data.needIds,
        actionIds: data.actionIds ?? [],
      }),
    'care-plan.service-agreement-made.v1': (known, { data }: Of) => ({
      ...known,
      agreements: { ...known.agreements, [data.providerId]: { agreedAt: data.agreedAt } },
    }),
    'care-plan.person-refused-care.v1': (known, { data }: Of) =>
      data.plannedActionId === undefined
        ? known
        : {
            ...known,
            refusals: [...known.refusals, { actionId: data.plannedActionId, date: localDate(data.occurredAt) }],
          },
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }: Of) => ({
      ...known,
      contacts: { ...known.contacts, [data.contactId]: [] },
    }),
    'review.obligation-created.v1': (known, { data }: Of) => ({
      ...known,
      open: {
        ...known.open,
        [data.planId]: {
          ...known.open[data.planId],
          [data.kind]: { dueAt: data.dueAt, ...(data.opensAt === undefined ? {} : { opensAt: data.opensAt }) },
        },
      },
    }),
  },
};
