import type { Context, Decided, RecordedOf } from '@carethread/event-sourcing';
import { same } from './correction-place.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { evolved } from './evolve.js';

/** The state that decided events will give. */
export function after(
  events: readonly Decided<PlanEvent>[],
  state: PlanState,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): PlanState {
  return events.reduce(
    (next, { type, payload }) =>
      evolved(next, {
        type,
        payload,
        meta: { recordedAt: now, actor: { user: actor.user, role: actor.role } },
      } as unknown as RecordedOf<PlanEvent>),
    state,
  );
}

/** R2: where the draft says something else now, those who hold the earlier one must read it again (its ETag changes). */
export function rebasing(before: PlanState, next: PlanState): readonly Decided<PlanEvent>[] {
  const { draft, draftBase, draftConflicts, draftRevision } = next;
  // A first version that was not drafted takes nothing from under anybody's hands.
  const unwritten = before.draftBase.versionNo === undefined && before.draftRevision === 0;
  if (draftBase.versionNo === undefined || unwritten) return [];
  if (same(before.draft, draft) && draftConflicts.length === before.draftConflicts.length) return [];
  return [
    {
      type: 'DraftRebased',
      payload: { draftRevision: draftRevision + 1, basedOnVersion: draftBase.versionNo, conflicts: draftConflicts },
    },
  ];
}
