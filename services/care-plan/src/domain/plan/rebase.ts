import type { Context, Decided, EventMeta } from '@carethread/event-sourcing';
import { same } from './correction-place.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { evolved } from './evolve.js';

/** The state that decided events will give. */
export function after(events: readonly Decided<PlanEvent>[], state: PlanState, context: Context): PlanState {
  const meta = unrecorded(context);
  return events.reduce((next, event) => evolved(next, { ...event, meta }), state);
}

/** The envelope of an event that is decided and not recorded yet, as far as it is known. */
function unrecorded({ now, actor, id, ...context }: Context): EventMeta {
  const { tenantId, personId, jurisdiction, occurredAt } = context;
  const command = { correlationId: id, causationId: id, commandId: id };
  const times = { occurredAt, effectiveFrom: occurredAt, recordedAt: now };
  const by = { user: actor.user, role: actor.role };
  return {
    id,
    stream: `carePlan-${id}`,
    revision: 0,
    tenantId,
    personId,
    jurisdiction,
    ...times,
    actor: by,
    ...command,
  };
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
