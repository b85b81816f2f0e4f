import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { mustBeLiving, type ConsentFacts } from '../facts.js';
import { endedOf } from './completion.js';
import type { SignOffEvent } from './events.js';
import { mustStandInIt } from './objectionable-items.js';
import { fills, placeOf } from './places.js';
import { isOpen, requestedIn, type SignOffState } from './state.js';

export type RefuseSignature = {
  readonly type: 'RefuseSignature';
  readonly role?: string;
  readonly reasons?: string;
  readonly itemsObjectedTo?: readonly string[];
};

export function refuseToSign(
  { role, reasons, itemsObjectedTo = [] }: RefuseSignature,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const requested = requestedIn(state);
  const { actor, facts, personId, id } = context;
  const place = placeOf(role, requested, actor);
  // R22: nobody but the person says no in the person's place.
  if (!fills(place, requested, actor, personId, facts)) refuse('ROLE_NOT_PERMITTED');
  if (reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
  mustBeLiving(facts);
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
  mustStandInIt(itemsObjectedTo, requested, facts);
  const by = { id: actor.userId, role: place.role };
  return [
    { type: 'SignatureRefused', payload: { role: place.role, by, reasons, itemsObjectedTo } },
    { type: 'SignOffRefused', payload: endedOf(requested, id) },
  ];
}
