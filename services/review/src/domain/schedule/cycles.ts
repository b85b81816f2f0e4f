import { refuse } from '@carethread/contracts';
import { justAfter, lateBy } from '@carethread/calendar';
import type { Decided, Deadline } from '@carethread/event-sourcing';
import { present, uuidV5, type Instant } from '@carethread/ledger';
import { openOf, risenBy } from './open-obligations.js';
import { obligationFor, RECURRING, type Wanted } from './rules.js';
import type { CommandOf, ScheduleCommand } from './commands.js';
import type { ScheduleEvent } from './events.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { stoppedBy } from './running.js';
import type { Obligation, ScheduleState } from './state.js';

/** An obligation of its own name; the same name again is the same obligation. */
export function created(wanted: Wanted | undefined, plan: PlanSchedule, name: string): Decisions {
  return wanted === undefined ? [] : createdAs(uuidV5(plan.planId, wanted.kind, name), wanted, plan);
}

function createdAs(obligationId: string, wanted: Wanted, plan: PlanSchedule): Decisions {
  const { planId, organisationId, state, context, planKind } = plan;
  if (stoppedBy(planId, state, context) !== undefined) return [];
  if (state.obligations.some((one) => one.obligationId === obligationId)) return [];
  const { kind, dueAt } = wanted;
  const made: Decided<ScheduleEvent> = {
    type: 'ObligationCreated',
    payload: { ...wanted, obligationId, planId, organisationId },
  };
  if (context.now <= dueAt) return [made];
  // What is known late is missed at once, and so is each cycle that is over by now.
  const after = recurs(kind) ? obligationFor(kind, dueAt, plan, true) : undefined;
  const following = after === undefined ? [] : createdAs(uuidV5(obligationId, 'next'), after, plan);
  return [
    made,
    {
      type: 'ObligationMissed',
      payload: { obligationId, kind, planId, dueAt, detectedAt: context.now, organisationId, planKind },
    },
    ...following,
  ];
}

/**
 * The next cycle of a kind that recurs. Its id derives from the obligation before it and never from a date: two obligations may fall
 * due on one day, and each has its own successor.
 */
export function next(kind: string, trigger: Instant, plan: PlanSchedule, arisenAt: Instant = trigger): Decisions {
  const last = plan.state.obligations.findLast((one) => one.kind === kind);
  const wanted = obligationFor(kind, trigger, plan, last !== undefined);
  if (wanted === undefined) return [];
  return last === undefined
    ? created(wanted, plan, 'first')
    : createdAs(uuidV5(last.obligationId, 'next'), { ...wanted, arisenAt }, plan);
}

/** The cycle of a kind that runs at present; those that were missed stay open beside it. */
export function currentOf(state: ScheduleState, kind: string): Obligation | undefined {
  return openOf(state, [kind]).find(({ missed: known }) => !known);
}

function recurs(kind: string): boolean {
  return RECURRING.some((one) => one === kind);
}

/**
 * One completion meets every open one of its kinds that had begun by then: past ones late, the current one met; the next counts from
 * the day held (rule 12). One that was missed although it was held in time, because the review was not closed, is met late by its closing.
 */
export function met(
  kinds: readonly string[],
  metAt: Instant,
  evidenceRef: string,
  plan: PlanSchedule,
  {
    concerned = () => true,
    closedAt = metAt,
  }: { readonly concerned?: (one: Obligation) => boolean; readonly closedAt?: Instant } = {},
): Decisions {
  const open = openOf(plan.state, kinds).filter((one) => risenBy(metAt, one) && concerned(one));
  const events = open.map(({ obligationId, kind, planId, dueAt, opensAt, missed: known }): Decided<ScheduleEvent> => {
    const late = known || metAt > dueAt;
    return {
      type: 'ObligationMet',
      payload: present({
        obligationId,
        kind,
        planId,
        evidenceRef,
        metAt,
        late,
        lateBy: late ? lateBy(dueAt, metAt > dueAt ? metAt : closedAt) : undefined,
        early: opensAt !== undefined && metAt < opensAt ? true : undefined,
      }),
    };
  });
  const again = [...new Set(open.map(({ kind }) => kind))].filter((kind) => {
    const current = currentOf(plan.state, kind);
    return recurs(kind) && (current === undefined || open.includes(current));
  });
  // Another completion of the same instant, or the same one delivered again, does not meet the cycle that this one begins.
  return [...events, ...again.flatMap((kind) => next(kind, metAt, plan, justAfter(metAt)))];
}

/** A missed one stays open and stays missed; the next cycle is counted from when this one was due (rules 6 and 7). */
export function missed(obligationId: string, plan: PlanSchedule): Decisions {
  const found = plan.state.obligations.find((one) => one.obligationId === obligationId);
  if (found === undefined || found.status !== 'open' || found.missed || plan.context.now <= found.dueAt) return [];
  return missedNow(found, plan);
}

function missedNow({ obligationId, kind, planId, dueAt, organisationId }: Obligation, plan: PlanSchedule): Decisions {
  const { state, context, planKind } = plan;
  if (stoppedBy(planId, state, context) !== undefined) return [];
  const another = openOf(state, [kind]).some((one) => !one.missed && one.obligationId !== obligationId);
  const following = recurs(kind) && !another ? next(kind, dueAt, plan) : [];
  return [
    {
      type: 'ObligationMissed',
      payload: { obligationId, kind, planId, dueAt, detectedAt: context.now, organisationId, planKind },
    },
    ...following,
  ];
}

/** R31: a review that was started and not closed in time excuses nothing any more; the obligation is due when it always was. */
export function reopened(obligationId: string, plan: PlanSchedule): Decisions {
  const { state, context } = plan;
  const found = state.obligations.find((one) => one.obligationId === obligationId);
  const due = found === undefined ? undefined : closureDue(found, state);
  if (found?.heldBy === undefined || due === undefined || context.now <= due) return [];
  const { kind, planId, heldBy, dueAt } = found;
  const missedSince = context.now > dueAt ? missedNow({ ...found, status: 'open' }, plan) : [];
  return [{ type: 'ObligationReopened', payload: { obligationId, kind, planId, reviewId: heldBy } }, ...missedSince];
}

/** When the review by which an obligation is held is to be closed. */
function closureDue({ heldBy, planId, status }: Obligation, { obligations }: ScheduleState): Instant | undefined {
  if (heldBy === undefined || status !== 'heldAwaitingClosure') return undefined;
  const id = uuidV5(planId, 'reviewClosure', heldBy);
  return obligations.find((one) => one.obligationId === id)?.dueAt;
}

export function notPracticable(
  { obligationId, reason }: CommandOf<'MarkNotPracticable'>,
  plan: PlanSchedule,
): Decisions {
  const found = plan.state.obligations.find((one) => one.obligationId === obligationId) ?? refuse('NOT_FOUND');
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (found.kind !== 'monthlyCheck') refuse('REASON_NOT_ALLOWED', [found.kind]);
  if (found.status !== 'open' || found.missed) refuse('STATE_CONFLICT', [found.missed ? 'missed' : found.status]);
  const { kind, planId, dueAt } = found;
  // A month that has not begun cannot be said to be impracticable yet: it begins when the check before it was due.
  const before = plan.state.obligations.find((one) => uuidV5(one.obligationId, 'next') === obligationId);
  if (before?.status === 'notPracticable' && plan.context.now <= before.dueAt)
    refuse('TIMESCALE_INVALID', ['obligationId']);
  return [
    { type: 'ObligationNotPracticable', payload: { obligationId, kind, planId, reason } },
    // A check that is held before that cycle begins still meets it (rule 12).
    ...next(kind, dueAt, plan, plan.context.now),
  ];
}

/** A kind that recurs and has no open cycle, though nothing ended it, begins its next one: streams stored before knew such gaps. */
export function continued(kind: string, plan: PlanSchedule): Decisions {
  const last = gap(kind, plan.state);
  return last === undefined ? [] : next(kind, last.metAt ?? last.dueAt, plan);
}

function gap(kind: string, state: ScheduleState): Obligation | undefined {
  const last = state.obligations.findLast((one) => one.kind === kind);
  return last === undefined || last.status === 'cancelled' || currentOf(state, kind) !== undefined ? undefined : last;
}

/** What falls due by itself: misses, reviews that were never closed, and cycles that were never continued. */
export function cycleDeadlines(state: ScheduleState): readonly Deadline<ScheduleCommand>[] {
  if (Object.keys(state.stopped ?? {}).length > 0) return [];
  const completions = state.obligations.flatMap((one): readonly Deadline<ScheduleCommand>[] => {
    const { obligationId, status, missed: known, dueAt } = one;
    if (status === 'open' && !known)
      return [
        { at: justAfter(dueAt), name: `miss-${obligationId}`, command: { type: 'MissObligation', obligationId } },
      ];
    const due = closureDue(one, state);
    return due === undefined
      ? []
      : [{ at: justAfter(due), name: `reopen-${obligationId}`, command: { type: 'ReopenObligation', obligationId } }];
  });
  const gaps = RECURRING.flatMap((kind): readonly Deadline<ScheduleCommand>[] => {
    const last = gap(kind, state);
    return last === undefined
      ? []
      : [
          {
            at: justAfter(last.metAt ?? last.dueAt),
            name: `continue-${last.obligationId}`,
            command: { type: 'ContinueCycle', kind },
          },
        ];
  });
  return [...completions, ...gaps];
}
