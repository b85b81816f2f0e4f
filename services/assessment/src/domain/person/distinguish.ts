import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context, Decider, Needs } from '@carethread/event-sourcing';
import type { DistinguishPerson } from './distinction.js';
import type { PersonEvent } from './events.js';
import type { PersonState } from './state.js';

type Person = Pick<Decider<PersonState, never, never>, 'category' | 'initial'>;

/** Those who are named have to be known. */
export const needsOthers = ({ notSameAs }: DistinguishPerson): Needs => ({
  streams: notSameAs.map((id) => ({ category: 'person', id })),
});

/** Two records that may be taken for one are of two people: said of one of them, it holds of both. */
export function distinguish(
  command: DistinguishPerson,
  state: PersonState,
  context: Context,
  person: Person,
): readonly PersonEvent[] {
  const { reason } = command;
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const notSameAs = [...new Set(command.notSameAs)].sort();
  if (notSameAs.length === 0) return malformed(fault('/notSameAs', 'empty', 'name at least one'));
  const isKnown = (id: string): boolean => id !== context.id && context.stream(person, id).details !== undefined;
  if (!notSameAs.every(isKnown)) refuse('REFERENCE_NOT_FOUND', ['notSameAs']);
  return notSameAs.every((id) => state.notSameAs?.includes(id) === true)
    ? []
    : [{ type: 'PersonDistinguished', payload: { notSameAs, reason } }];
}
