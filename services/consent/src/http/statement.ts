import { fault, malformed } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import type { Scope } from '@carethread/withholding';
import type { Party } from '../domain/witness.js';

/** `whole`, or a list of action ids, said once: what nobody named is neither withdrawn nor asked back. */
export function scopeOf(scope: unknown, actionIds?: readonly string[]): Scope {
  if (scope !== undefined && actionIds !== undefined)
    return malformed(fault('/actionIds', 'conflict', 'scope says it already'));
  if (Array.isArray(scope) && scope.every((one) => typeof one === 'string')) return scope;
  if (actionIds !== undefined) return actionIds;
  if (scope === 'whole') return 'whole';
  return malformed(fault('/scope', 'type', 'must be whole or a list of action ids'));
}

/** Who signs, refuses or withdraws follows from the token and the record; who is named besides must be the same. */
export function mustBeSaidBy(
  path: string,
  named: Party | undefined,
  actor: ActingParty,
  personId?: string | null,
): void {
  if (named === undefined) return;
  const own = [actor.userId, actor.personId, personId ?? undefined];
  if (named.id !== undefined && !own.includes(named.id))
    malformed(fault(`${path}/id`, 'conflict', 'is not who acts here'));
  // Somebody who is named without an id, or is of another kind, is somebody else: what they said is not the person's (R22).
  const { kind = 'person', name } = named;
  if (kind === 'staff' && path === '/signedBy') return;
  if (named.id === undefined && (name !== undefined || (kind !== 'person' && actor.role !== 'LR')))
    malformed(fault(path, 'conflict', 'is not who acts here'));
}
