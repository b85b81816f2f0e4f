import { Refusal } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { propose } from './propose.js';

export type ProposeAfterMeeting = { readonly type: 'ProposeAfterMeeting' };

/**
 * ENG-089, D26: the first meeting that closes with a complete draft asks for the signatures. A draft that lacks something is left to
 * the keyworker, who proposes it when it is complete.
 */
export function proposeAfterMeeting(
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const signed = state.versions.some(({ provisional }) => !provisional);
  if (signed || state.proposals.at(-1)?.state === 'proposed') return [];
  try {
    return propose({ type: 'ProposeVersion' }, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [];
  }
}
