import { endOfDay, justAfter, localDate } from '@carethread/calendar';
import type { Context, Deadline } from '@carethread/event-sourcing';
import type { CommandOf, CpaCaseCommand } from './commands.js';
import type { Made } from './events.js';
import type { CpaCaseState } from './state.js';

/** What falls due by itself: what the case owes, and contact with the person. */
export function deadlinesOf({ expectation, obligations }: CpaCaseState): readonly Deadline<CpaCaseCommand>[] {
  const due: Deadline<CpaCaseCommand>[] = obligations
    .filter(({ status }) => status === 'open')
    .map(({ kind, dueAt: at }) => ({
      at: justAfter(at),
      name: kind,
      command: { type: 'MissObligation', kind, dueAt: at },
    }));
  if (expectation === undefined) return due;
  const { expectedBy } = expectation;
  return [
    ...due,
    { at: justAfter(expectedBy), name: 'contactWithPerson', command: { type: 'LapseContact', expectedBy } },
  ];
}

export function missObligation(
  { kind, dueAt }: CommandOf<'MissObligation'>,
  { obligations }: CpaCaseState,
  { id: caseId, now: detectedAt }: Context,
): Made {
  return obligations.some((one) => one.kind === kind && one.dueAt === dueAt && one.status === 'open')
    ? [{ type: 'CpaObligationMissed', payload: { caseId, kind, dueAt, detectedAt } }]
    : [];
}

/**
 * Model §6: the decision is due at the latest with the next review. A decision cites a closed review, so the day on which it
 * was closed is the day on which the decision can be made.
 */
export function bringLevelDecisionForward(
  { reviewId, heldAt, closedAt }: CommandOf<'BringLevelDecisionForward'>,
  state: CpaCaseState,
  { id: caseId }: Context,
): Made {
  const due = endOfDay(localDate(closedAt));
  const waiting = state.obligations.some(
    ({ kind, status, trigger, dueAt: at }) =>
      kind === 'regionLevelDecision' && status === 'open' && trigger <= heldAt && due < at,
  );
  return waiting ? [{ type: 'LevelDecisionBroughtForward', payload: { caseId, reviewId, dueAt: due } }] : [];
}
