import { present } from '@carethread/ledger';
import { localDate } from '@carethread/calendar';
import type { ContractType } from '@carethread/contracts';
import { factsOf, type Fact, type FactOf } from '@carethread/runtime';
import {
  NO_FACTS,
  type KnownEpisode,
  type KnownPlan,
  type KnownRisk,
  type News,
  type ReviewFacts,
} from '../domain/facts.js';
import { isNew, WHOLE_PLAN } from '../domain/review/since-last-review.js';

type Named = FactOf<'consent.contact-named.v1' | 'consent.involvement-changed.v1'>;

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

function withEpisode(known: ReviewFacts, episodeId: string, change: KnownEpisode): ReviewFacts {
  return { ...known, episodes: { ...known.episodes, [episodeId]: { ...known.episodes[episodeId], ...change } } };
}

/** What is published was agreed: refusals are counted anew. */
function notRefused(known: ReviewFacts, planId: string): ReviewFacts {
  const { [planId]: _, ...refusedProposals } = known.refusedProposals;
  return { ...known, refusedProposals };
}

const named = (
  known: ReviewFacts,
  { data: { contactId, scopes, kind = 'family', name, role } }: Named,
): ReviewFacts => ({
  ...known,
  contacts: { ...known.contacts, [contactId]: { scopes, kind, name, role } },
});

type Members<Type extends ContractType> = keyof FactOf<Type>['data'] & string;

/** ENG-118: a fact that tells of something new; `ref` names what it is about. */
const learnt =
  <Type extends ContractType>(_: Type, kind: string, ...ref: readonly Members<Type>[]) =>
  (known: ReviewFacts, { id, recordedAt, data }: Fact<FactOf<Type>['data']>): ReviewFacts => ({
    ...known,
    news: [...known.news, { id, kind, at: recordedAt, ref: reference(data, ref) }],
  });

function reference<Data extends object>(data: Data, names: readonly (keyof Data & string)[]): News['ref'] {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = data[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
    }),
  );
}

const assessed = learnt('assessment.assessment-completed.v1', 'assessment', 'assessmentId', 'version');
const corrected = learnt('assessment.assessment-corrected.v1', 'assessmentCorrected', 'assessmentId', 'issue');
const riskAssessed = learnt('risk.risk-assessed.v1', 'riskAssessed', 'riskId', 'version', 'conclusion');
const restrictionAuthorised = learnt(
  'risk.restriction-authorised.v1',
  'restrictionAuthorised',
  'restrictionId',
  'from',
  'to',
);
const restrictionEnded = learnt('risk.restriction-ended.v1', 'restrictionEnded', 'restrictionId');
const riskOutcome = learnt('risk.risk-outcome-recorded.v1', 'riskOutcome', 'riskId', 'outcome');
const riskClosed = learnt('risk.risk-closed.v1', 'riskClosed', 'riskId');
/** Harm that came of a risk, or nearly did, is an incident. */
const harm = learnt('risk.risk-outcome-recorded.v1', 'incident', 'riskId', 'outcome');

/** What a closed review of the whole plan has looked at: all there was, where it is from before each was to be considered. */
function lookedAt(
  { reviewType, heldAt, considered, wholePlan }: FactOf<'review.review-closed.v1'>['data'],
  plan: KnownPlan,
): Partial<KnownPlan> {
  if (!WHOLE_PLAN.includes(reviewType) && wholePlan !== true) return {};
  if (considered === undefined) return { reviewedAt: heldAt, newSince: heldAt };
  return { reviewedAt: heldAt, considered: [...(plan.considered ?? []), ...considered] };
}

/** What a closed review of the whole plan has considered is new to it no more; what is new to no plan any more is let go. */
function reviewed(known: ReviewFacts, { data }: FactOf<'review.review-closed.v1'>): ReviewFacts {
  const { planId, heldAt, achieved = [] } = data;
  const after = withPlan(known, planId, (plan) => ({
    achieved: achievedAt(plan, achieved, heldAt),
    ...lookedAt(data, plan),
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

export const facts = factsOf<ReviewFacts>()({
  version: 8,
  initial: NO_FACTS,
  on: {
    'assessment.person-death-recorded.v1': (known) => ({ ...known, deceased: true }),
    'cpa-coordination.cpa-level-decided.v1': (known, { id, data: { emergency }, recordedAt }) => ({
      ...known,
      raisedInEmergency: emergency === true ? { id, at: recordedAt } : undefined,
    }),
    // R28: what was found of a carer is no news of the person.
    'assessment.assessment-completed.v1': (known, fact) =>
      fact.data.kind === 'carers'
        ? { ...known, ofCarers: [...(known.ofCarers ?? []), fact.data.assessmentId] }
        : assessed(known, fact),
    'assessment.assessment-corrected.v1': (known, fact) =>
      known.ofCarers?.includes(fact.data.assessmentId) === true ? known : corrected(known, fact),
    'care-plan.care-plan-opened.v1': (known, { data, recordedAt }) =>
      withPlan(known, data.planId, () => ({
        openedAt: recordedAt,
        planKind: data.planKind,
        organisationId: data.organisationId,
        jurisdiction: data.jurisdiction,
        rulePacks: data.rulePacks,
      })),
    'care-plan.plan-profile-changed.v1': (known, { data }) =>
      withPlan(known, data.planId, ({ following = [] }) => ({
        following: [...following, { jurisdiction: data.profile.code, effectiveFrom: data.effectiveFrom }],
      })),
    'care-plan.provisional-plan-published.v1': (known, { data, recordedAt }) =>
      withPlan(known, data.planId, ({ newSince = recordedAt }) => ({ newSince, provisional: true })),
    'care-plan.plan-version-proposed.v1': (known, { data, recordedAt }) =>
      withPlan(known, data.planId, () => ({ proposedAt: recordedAt })),
    'care-plan.plan-version-published.v1': (known, { data, recordedAt }) =>
      withPlan(notRefused(known, data.planId), data.planId, (plan) =>
        present({
          versionNo: data.versionNo,
          versions: [
            ...(plan.versions ?? []),
            { versionNo: data.versionNo, publishedAt: recordedAt, effectiveFrom: data.effectiveFrom },
          ],
          holdings: data.holdings,
          outcomeIds: data.outcomeIds,
          needIds: data.needIds,
          actionIds: data.actionIds ?? [],
          newSince: plan.newSince ?? recordedAt,
          achieved: achievedAt(plan, data.achievedIds ?? [], recordedAt),
        }),
      ),
    'care-plan.care-plan-closed.v1': (known, { data }) => withPlan(known, data.planId, () => ({ closed: true })),
    'care-plan.service-agreement-made.v1': (known, { data: { episodeId, providerId, agreedAt } }) =>
      withEpisode(known, episodeId, { providerId, agreedAt }),
    'care-plan.service-started.v1': (known, { data: { episodeId, providerId, startedAt } }) =>
      withEpisode(known, episodeId, { providerId, startedAt }),
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
    'care-plan.service-ended.v1': (before, { data: { episodeId, providerId, reason } }) => {
      const known = withEpisode(before, episodeId, { providerId, endedBecause: reason });
      const team = known.teams[episodeId];
      return team === undefined
        ? known
        : { ...known, teams: { ...known.teams, [episodeId]: { ...team, open: false } } };
    },
    'care-plan.person-refused-care.v1': (known, { data }) =>
      data.plannedActionId === undefined
        ? known
        : {
            ...known,
            refusals: [
              ...known.refusals,
              present({
                actionId: data.plannedActionId,
                date: localDate(data.occurredAt),
                organisationId: data.organisationId,
              }),
            ],
          },
    'care-plan.exception-recorded.v1': learnt(
      'care-plan.exception-recorded.v1',
      'exception',
      'entryId',
      'plannedActionId',
      'reasonCode',
    ),
    'care-plan.care-given-without-consent.v1': learnt(
      'care-plan.care-given-without-consent.v1',
      'incident',
      'entryId',
      'plannedActionId',
    ),
    'risk.risk-assessed.v1': (known, fact) => {
      const { riskId, planId, conclusion, reviewOn } = fact.data;
      const taken = conclusion !== 'avoid';
      const before = known.risks[riskId];
      return withRisk(
        riskAssessed(known, fact),
        riskId,
        present({
          taken,
          takenAt: before?.taken === true ? before.takenAt : fact.recordedAt,
          reviewOn,
          planId,
        }),
      );
    },
    'risk.risk-outcome-recorded.v1': (known, fact) => {
      const { riskId, outcome, narrative, reviewId } = fact.data;
      const told = outcome === 'harm' || outcome === 'nearMiss' ? harm : riskOutcome;
      // What a review said of a risk is that review's own, and no news to the next.
      return withRisk(reviewId === undefined ? told(known, fact) : known, riskId, {
        outcome: { outcome, narrative, at: fact.recordedAt, reviewId },
      });
    },
    'risk.risk-closed.v1': (known, fact) => withRisk(riskClosed(known, fact), fact.data.riskId, { open: false }),
    'risk.restriction-authorised.v1': (known, fact) => {
      const others = (known.restrictions ?? []).filter((id) => id !== fact.data.restrictionId);
      return { ...restrictionAuthorised(known, fact), restrictions: [...others, fact.data.restrictionId] };
    },
    'risk.restriction-expired.v1': learnt('risk.restriction-expired.v1', 'restrictionExpired', 'restrictionId'),
    'risk.restriction-withheld.v1': learnt('risk.restriction-withheld.v1', 'restrictionWithheld', 'restrictionId'),
    'risk.restriction-ended.v1': (known, fact) => ({
      ...restrictionEnded(known, fact),
      restrictions: (known.restrictions ?? []).filter((id) => id !== fact.data.restrictionId),
    }),
    'consent.sign-off-refused.v1': (known, { data: { subject, subjectId } }) =>
      subject === 'planVersion'
        ? {
            ...known,
            refusedProposals: { ...known.refusedProposals, [subjectId]: (known.refusedProposals[subjectId] ?? 0) + 1 },
          }
        : known,
    'consent.contact-named.v1': named,
    'consent.involvement-changed.v1': named,
    'consent.involvement-withdrawn.v1': (known, { data }) => ({
      ...known,
      contacts: {
        ...known.contacts,
        [data.contactId]: { kind: 'family', ...known.contacts[data.contactId], scopes: [] },
      },
    }),
    'review.significant-change-reported.v1': learnt(
      'review.significant-change-reported.v1',
      'significantChange',
      'planId',
      'domain',
    ),
    'review.review-closed.v1': reviewed,
    'review.obligation-created.v1': (known, { data }) => ({
      ...known,
      open: {
        ...known.open,
        [data.planId]: {
          ...known.open[data.planId],
          [data.kind]: present({ dueAt: data.dueAt, opensAt: data.opensAt }),
        },
      },
    }),
  },
});
