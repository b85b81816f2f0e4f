import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { recordedNow } from './completion.js';
import type { Signature, SignOffEvent } from './events.js';
import { mustStand } from './request.js';
import { isOpen, requestedIn, type SignOffState } from './state.js';

export type ConfirmSignature = { readonly type: 'ConfirmSignature' };

/** A member of staff who was named as a witness confirms what they saw; from then on the signature counts. */
export function confirm(
  _: ConfirmSignature,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const requested = requestedIn(state);
  const { actor, now, facts } = context;
  const mine = state.awaitingWitness.find(({ witness }) => witness?.id === actor.userId);
  if (mine === undefined) {
    const done = state.signatures.find(({ witness, witnessedAt }) => witness?.id === actor.userId && witnessedAt);
    mustWitness(done ?? refuse('ROLE_NOT_PERMITTED'), state, context);
    return [];
  }
  mustWitness(mine, state, context);
  mustBeLiving(facts);
  mustBeOpen(requested.subjectId, facts);
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
  mustStand(requested, context);
  return recordedNow({ ...mine, witnessedAt: now }, state, context);
}

/** A member of staff witnesses for the organisation that recorded the signature, else for the one that holds the plan; for no other. */
export function mustWitness(
  { role }: Pick<Signature, 'role'>,
  state: SignOffState,
  { actor, facts }: Context<ConsentFacts>,
): void {
  const organisationId = state.recordedIn[role] ?? facts.plans[requestedIn(state).subjectId]?.organisationId;
  if (actor.organisationId === undefined || (organisationId ?? actor.organisationId) !== actor.organisationId)
    refuse('NOT_FOUND');
}
