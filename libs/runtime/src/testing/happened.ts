import type { ContractData, ContractType } from '@carethread/contracts';
import type { EventMeta, EventShape } from '@carethread/event-sourcing';
import { specMeta } from '@carethread/event-sourcing/testing';
import type { EnvelopeEvent, ViewEvent } from '../definition.js';

/** What a specification may say of an event besides its content; the rest has fixed, synthetic values. */
export type About = Partial<EventMeta> & {
  /** The person, or for a fact about no person the subject's id. Default: the person. */
  readonly subject?: string;
  readonly position?: number;
};

/** A contract as policies and views get it: `published('consent.care-consent-withdrawn.v1', { planId, … })`. */
export function published<Type extends ContractType>(
  type: Type,
  data: ContractData<Type>,
  about: About = {},
): ViewEvent {
  return happened(type, data, about);
}

/** An own event as policies and views get it: `recorded<PlanEvent>({ type: 'CarePlanClosed', payload: { … } })`. */
export function recorded<Event extends EventShape>({ type, payload }: Event, about: About = {}): ViewEvent {
  return happened(type, payload, about);
}

/** An own event whose key is destroyed, as a view that folds envelopes gets it. */
export function erased(type: string, { position = 1, ...known }: Omit<About, 'subject'> = {}): EnvelopeEvent {
  return { type, meta: { ...specMeta, ...known }, position };
}

function happened(type: string, data: object, { subject, position = 1, ...known }: About): ViewEvent {
  const meta: EventMeta = { ...specMeta, ...known };
  return { type, data, meta, position, subject: subject ?? meta.personId ?? meta.stream };
}
