import { refuse } from '@carethread/contracts';
import { dueAt } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import { presentItems } from '@carethread/ledger';
import type { ConsentFacts } from '../facts.js';
import { mustWitness } from './confirmation.js';
import { voided } from './ending.js';
import type { SignOffEvent } from './events.js';
import { isOpen, type SignOffState } from './state.js';

export type ObjectAsWitness = { readonly type: 'ObjectAsWitness'; readonly reasons: string };

/** A contact who was named as a witness and saw otherwise says so within seven days: what is not complete yet is void. */
export function objectAsWitness(
  { reasons }: ObjectAsWitness,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { actor, now, id } = context;
  const isMine = ({ witness }: { readonly witness?: { readonly id?: string } }): boolean =>
    witness?.id === actor.userId;
  const signature = state.signatures.findLast(isMine) ?? state.awaitingWitness.findLast(isMine);
  if (signature === undefined) return refuse('ROLE_NOT_PERMITTED');
  const { role } = signature;
  if (signature.witnessedAt !== undefined || state.awaitingWitness.includes(signature))
    mustWitness(signature, state, context);
  const earlier = state.objections.find(({ by }) => by.id === actor.userId);
  if (earlier !== undefined) return earlier.reasons === reasons ? [] : refuse('STATE_CONFLICT', ['objected']);
  if ('recordedAt' in signature && now > dueAt(String(signature.recordedAt), 'P7D'))
    return refuse('TIMESCALE_INVALID', ['witness']);
  return presentItems(
    { type: 'WitnessObjected', payload: { role, by: { id: actor.userId, role: 'witness' }, reasons } },
    isOpen(state) ? voided(state, id, 'witnessObjected') : undefined,
  );
}
