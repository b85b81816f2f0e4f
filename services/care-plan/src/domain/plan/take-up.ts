import { refuse } from '@carethread/contracts';
import type { Context, Decided, Recorded } from '@carethread/event-sourcing';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { OPENERS } from './openers.js';

/** D2: a plan that the platform opened of itself; one that was derived from the council's has its author by the handover. */
export function isForTaking({ payload, meta }: { readonly payload: Opened; readonly meta: Recorded['meta'] }): boolean {
  const { role, organisation } = meta.actor;
  return role === 'SY' && organisation === undefined && payload.derivedFrom === undefined;
}

/** Whether a plan waits for the author who opens one: opened by the platform, and not begun by anybody. */
export function mayBeTakenUp({ awaitsAuthor, state, draftRevision, proposals }: PlanState): boolean {
  return awaitsAuthor === true && state === 'draft' && draftRevision === 0 && proposals.length === 0;
}

/** Whether the plan has all that the request to open one names. */
export function isRequested(
  {
    profile,
    derivedFrom,
    sourceAssessment,
    episodeId,
  }: Partial<Omit<Opened, 'profile'>> & { readonly profile?: unknown },
  { opened }: PlanState,
): boolean {
  return (
    profile === undefined &&
    derivedFrom === undefined &&
    sourceAssessment === undefined &&
    (episodeId === undefined || episodeId === opened?.episodeId)
  );
}

/** Opening a plan that waits for its author takes it up; of any other there is nothing to do. */
export function takenUp(state: PlanState, { actor, id }: Context): readonly Decided<PlanEvent>[] {
  const { opened } = state;
  if (opened === undefined || actor.role === 'SY' || !mayBeTakenUp(state)) return [];
  if (OPENERS[opened.planKind]?.includes(actor.role) !== true) refuse('ROLE_NOT_PERMITTED');
  if (actor.organisationId !== opened.organisationId) refuse('NOT_FOUND');
  return [{ type: 'PlanTakenUp', payload: { planId: id } }];
}
