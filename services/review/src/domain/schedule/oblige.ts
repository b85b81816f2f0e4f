import type { CommandOf } from './commands.js';
import { created } from './cycles.js';
import { openOf } from './open-obligations.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { obligationFor } from './rules.js';

/** Owed once at a time: a second agreement or start adds nothing to what is owed already. */
const ONCE: readonly string[] = ['firstPlanningMeeting', 'personalPlan'];

export function oblige({ kind, trigger, name }: CommandOf<'Oblige'>, plan: PlanSchedule): Decisions {
  return ONCE.includes(kind) && openOf(plan.state, [kind]).length > 0
    ? []
    : created(obligationFor(kind, trigger, plan), plan, name);
}

/** C8: the second time that a proposal is refused, what stands behind it is reviewed. */
export function secondRefusal({ at, refusalId }: CommandOf<'NoteSecondRefusal'>, plan: PlanSchedule): Decisions {
  return openOf(plan.state, ['significantChangeReview']).length > 0
    ? []
    : created(obligationFor('significantChangeReview', at, plan), plan, refusalId);
}
