import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };

/** R34: the person whose record it is; another one of that kind, or one who is only named, is somebody else. */
export function isThePerson({ kind, id, name }: Party, { personId }: Pick<Context, 'personId'>): boolean {
  return id === undefined ? kind === 'person' && name === undefined : id === personId;
}

/** A party of the person's kind is the person of this record, by their id or without a name. */
export function mustBeThePerson(party: Party, at: string, context: Pick<Context, 'personId'>): void {
  if (party.kind === 'person' && !isThePerson(party, context)) refuse('REFERENCE_NOT_FOUND', [at]);
}

/** A party of the person's kind with the id of another person is on no record here; the person may be named by their user as well. */
export function mustBeNoOther(
  party: Party | undefined,
  at: string,
  { personId, actor }: Pick<Context, 'personId' | 'actor'>,
): void {
  const { kind, id } = party ?? {};
  if (kind !== 'person' || id === undefined || id === personId) return;
  if (actor.role !== 'PE' || id !== actor.userId) refuse('REFERENCE_NOT_FOUND', [`${at}.id`]);
}
