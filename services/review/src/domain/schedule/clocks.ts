import type { Instant } from '@carethread/ledger';
import { cancellations, openOf } from './open-obligations.js';
import type { Following } from '../profile-in-force.js';
import type { CommandOf } from './commands.js';
import { obligationFor } from './rules.js';
import { created, currentOf, met, next } from './cycles.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { resumedFrom, type ScheduleState } from './state.js';
import { knownIn, stoppedBy } from './running.js';

/** The kinds whose clocks start with the first publication. */
const ON_PUBLICATION = ['monthlyCheck', 'formalReview', 'review', 'cpaReview'];

/** Of those, the ones that do not run, where the clocks of the plan have been started at all. */
function absentFrom(state: ScheduleState, published = false): readonly string[] {
  const started = published || state.obligations.some(({ kind }) => ON_PUBLICATION.includes(kind));
  return started ? ON_PUBLICATION.filter((kind) => currentOf(state, kind) === undefined) : [];
}

/**
 * ENG-004, model §8: what is due already keeps the rule that it was made by, and what comes after goes by the new profile. What that
 * profile asks for and the old one does not begins on the day on which it holds.
 */
export function followed({ jurisdiction, effectiveFrom }: Following, plan: PlanSchedule): Decisions {
  const { planId, state } = plan;
  if (state.following.some((one) => one.jurisdiction === jurisdiction && one.effectiveFrom === effectiveFrom))
    return [];
  const under = { ...plan, jurisdiction };
  return [
    { type: 'ScheduleProfileChanged', payload: { planId, jurisdiction, effectiveFrom } },
    ...absentFrom(state).flatMap((kind) => next(kind, effectiveFrom, under)),
  ];
}

/** First publication starts the clocks; every new council version starts its own again (rules 10 and 14). */
export function onPublication(
  { versionNo, publishedAt, effectiveFrom, versionId }: CommandOf<'NotePublication'>,
  plan: PlanSchedule,
): Decisions {
  if (plan.planKind === 'localAuthority') {
    const superseded = cancellations(openOf(plan.state, ['councilReview']), 'newVersion');
    return [...superseded, ...created(obligationFor('councilReview', effectiveFrom, plan), plan, versionId)];
  }
  const updated = met(['planUpdateAfterReview', 'personalPlan'], publishedAt, versionId, plan);
  return versionNo > 1 ? updated : [...updated, ...firstPublished(publishedAt, plan)];
}

/** The first publication starts the clocks, be it of a provisional plan or of version 1; what comes after restarts none (rule 10). */
export function firstPublished(publishedAt: Instant, plan: PlanSchedule): Decisions {
  return ON_PUBLICATION.flatMap((kind) => created(obligationFor(kind, publishedAt, plan), plan, 'first'));
}

/** E6: the clocks of a plan that was ended with its service begin anew with the next one. */
export function onResuming({ episodeId, startedAt }: CommandOf<'ResumeSchedule'>, plan: PlanSchedule): Decisions {
  const { planId, context } = plan;
  const ended = plan.state.stopped?.serviceEnded;
  const state = resumedFrom(plan.state);
  if (stoppedBy(planId, state, context) !== undefined) return [];
  const from = latest(startedAt, ended ?? startedAt);
  const { versionNo = 0 } = knownIn(context).plans?.[planId] ?? {};
  const begun = absentFrom(state, versionNo > 0).flatMap((kind) => next(kind, from, { ...plan, state }));
  return ended === undefined
    ? begun
    : [{ type: 'ScheduleResumed', payload: { planId, episodeId, at: from } }, ...begun];
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
