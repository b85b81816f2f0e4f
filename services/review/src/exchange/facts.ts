import { localDate } from '@carethread/calendar';
import type { Fact, FactsFold } from '@carethread/service-kit';
import { NO_FACTS, type KnownPlan, type KnownRisk, type ReviewFacts } from '../domain/facts.js';
import { isNew, WHOLE_PLAN } from '../domain/since-last-review.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fold knows the contract it reads
type Of = Fact<any>;
type Fold = (known: ReviewFacts, fact: Of) => ReviewFacts;

function withPlan(known: ReviewFacts, planId: string, change: (plan: KnownPlan) => Partial<KnownPlan>): ReviewFacts {
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
  return { ...known, plans: { ...known.plans, [planId]: { ...plan, ...change(plan) } } };
}

function withRisk(known: ReviewFacts, riskId: string, change: Partial<KnownRisk>): ReviewFacts {
  const risk = known.risks[riskId] ?? { taken: false, takenAt: '', open: true };
  return { ...known, risks: { ...known.risks, [riskId]: { ...risk, ...change } } };
}

const named: Fold = (known, { data: { contactId, scopes, kind = 'family', name, role } }) => ({
  ...known,
  contacts: { ...known.contacts, [contactId]: { scopes, kind, name, role } },
});

/** ENG-118: a fact that tells of something new; `ref` names what it is about. */
const learnt =
  (kind: string, ...ref: readonly string[]): Fold =>
  (known, { id, recordedAt, data }) => ({
    ...known,
    news: [
      ...known.news,
      {
        id,
        kind,
        at: recordedAt,
        ref: Object.fromEntries(ref.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]]))),
      },
    ],
  });

const assessed = learnt('assessment', 'assessmentId', 'version');
const riskAssessed = learnt('riskAssessed', 'riskId', 'version', 'conclusion');
const riskOutcome = learnt('riskOutcome', 'riskId', 'outcome');
const riskClosed = learnt('riskClosed', 'riskId');
/** Harm that came of a risk, or nearly did, is an incident. */
const harm = learnt('incident', 'riskId', 'outcome');

/** What a closed review of the whole plan has considered is new to it no more; what is new to no plan any more is let go. */
function reviewed(known: ReviewFacts, { data }: Of): ReviewFacts {
  const { planId, reviewType, heldAt, considered, achieved = [] } = data;
  const after = withPlan(known, planId, (plan) => ({
    achieved: achievedAt(plan, achieved, heldAt),
    ...(WHOLE_PLAN.includes(reviewType)
      ? {
          reviewedAt: heldAt,
          // A review from before it was asked to consider each has looked at all there was.
          ...(considered === undefined
            ? { newSince: heldAt }
            : { considered: [...(plan.considered ?? []), ...considered] }),
        }
      : {}),
  }));
  const waiting = Object.values(after.plans).filter(
    ({ closed, newSince }) => closed !== true && newSince !== undefined,
  );
  const news = after.news.filter((one) => waiting.some((plan) => isNew(one, plan)));
  const kept = new Set(news.map(({ id }) => id));
  return {
    ...after,
    news,
    plans: Object.fromEntries(
      Object.entries(after.plans).map(([id, plan]) => [
        id,
        plan.considered === undefined ? plan : { ...plan, considered: plan.considered.filter((one) => kept.has(one)) },
      ]),
    ),
  };
}

/** A goal that both a review and the plan call achieved was achieved when the first of them said so. */
function achievedAt(
  { achieved = {} }: KnownPlan,
  ids: readonly string[],
  at: string,
): Readonly<Record<string, string>> {
  return ids.reduce((known, id) => {
    const before = known[id];
    return before !== undefined && before <= at ? known : { ...known, [id]: at };
  }, achieved);
}

export const facts: FactsFold<ReviewFacts> = {
  version: 5,
  initial: NO_FACTS,
  on: {
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'assessment.assessment-completed.v1': assessed,
    'assessment.assessment-corrected.v1': learnt('assessmentCorrected', 'assessmentId', 'issue'),
    'care-plan.care-plan-opened.v1': (known, { data }: Of) =>
      withPlan(known, data.planId, () => ({
        planKind: data.planKind,
        organisationId: data.organisationId,
        jurisdiction: data.jurisdiction,
        rulePacks: data.rulePacks,
      })),
    'care-plan.plan-profile-changed.v1': (known, { data }: Of) =>
      withPlan(known, data.planId, ({ following = [] }) => ({
        following: [...following, { jurisdiction: data.profile.code, effectiveFrom: data.effectiveFrom }],
      })),
    'care-plan.provisional-plan-published.v1': (known, { data, recordedAt }: Of) =>
      withPlan(known, data.planId, ({ newSince = recordedAt }) => ({ newSince })),
    'care-plan.plan-version-published.v1': (known, { data, recordedAt }: Of) =>
      withPlan(known, data.planId, (plan) => ({
        versionNo: data.versionNo,
        outcomeIds: data.outcomeIds,
        needIds: data.needIds,
        actionIds: data.actionIds ?? [],
        newSince: plan.newSince ?? recordedAt,
        achieved: achievedAt(plan, data.achievedIds ?? [], recordedAt),
      })),
    'care-plan.care-plan-closed.v1': (known, { data }: Of) => withPlan(known, data.planId, () => ({ closed: true })),
    'care-plan.service-agreement-made.v1': (known, { data }: Of) => ({
      ...known,
      agreements: { ...known.agreements, [data.providerId]: { agreedAt: data.agreedAt } },
    }),
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
    'care-plan.person-refused-care.v1': (known, { data }: Of) =>
      data.plannedActionId === undefined
        ? known
        : {
            ...known,
            refusals: [...known.refusals, { actionId: data.plannedActionId, date: localDate(data.occurredAt) }],
          },
    'care-plan.exception-recorded.v1': learnt('exception', 'entryId', 'plannedActionId', 'reasonCode'),
    'care-plan.care-given-without-consent.v1': learnt('incident', 'entryId', 'plannedActionId'),
    'risk.risk-assessed.v1': (known, fact: Of) => {
      const { riskId, planId, conclusion, reviewOn } = fact.data;
      const taken = conclusion !== 'avoid';
      const before = known.risks[riskId];
      return withRisk(riskAssessed(known, fact), riskId, {
        taken,
        takenAt: before?.taken === true ? before.takenAt : fact.recordedAt,
        reviewOn,
        ...(planId === undefined ? {} : { planId }),
      });
    },
    'risk.risk-outcome-recorded.v1': (known, fact: Of) => {
      const { riskId, outcome, narrative, reviewId } = fact.data;
      const told = outcome === 'harm' || outcome === 'nearMiss' ? harm : riskOutcome;
      // What a review said of a risk is that review's own, and no news to the next.
      return withRisk(reviewId === undefined ? told(known, fact) : known, riskId, {
        outcome: { outcome, narrative, at: fact.recordedAt, reviewId },
      });
    },
    'risk.risk-closed.v1': (known, fact: Of) => withRisk(riskClosed(known, fact), fact.data.riskId, { open: false }),
    'risk.restriction-authorised.v1': learnt('restrictionAuthorised', 'restrictionId', 'from', 'to'),
    'risk.restriction-expired.v1': learnt('restrictionExpired', 'restrictionId'),
    'risk.restriction-ended.v1': learnt('restrictionEnded', 'restrictionId'),
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }: Of) => ({
      ...known,
      contacts: {
        ...known.contacts,
        [data.contactId]: { kind: 'family', ...known.contacts[data.contactId], scopes: [] },
      },
    }),
    'review.significant-change-reported.v1': learnt('significantChange', 'planId', 'domain'),
    'review.review-closed.v1': reviewed,
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
