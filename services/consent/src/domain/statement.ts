import { present } from '@carethread/ledger';
import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import { isWitnessed, WRITING, type Party } from './witness.js';

/** How a withdrawal was made, and before whom. */
export type SaidHow = {
  readonly mode?: string;
  readonly reasons?: string;
  readonly witness?: Party;
  readonly description?: string;
};
export type Said = SaidHow & { readonly by: Party; readonly mode: string };

/** Those who withdraw for themselves, or for whom they represent; staff record what others withdraw. */
export function isOwn({ role }: ActingParty): boolean {
  return role === 'PE' || role === 'LR';
}

/** Staff record only what the person gave in another way than writing, before a witness who is not the recorder. */
export function saidBy(
  { reasons, witness, description, ...command }: SaidHow,
  actor: ActingParty,
  personId: string | null,
): Said {
  const own = isOwn(actor);
  const mode = command.mode ?? (own ? 'signed' : 'verbal');
  if (!own && WRITING.includes(mode)) refuse('ROLE_NOT_PERMITTED');
  if (!isWitnessed(mode, witness, actor, personId)) refuse('WITNESS_REQUIRED', ['witness']);
  const by: Party = own
    ? { kind: actor.role === 'PE' ? 'person' : 'professional', id: actor.userId }
    : present({ kind: 'person', id: personId ?? undefined });
  return present({
    by,
    mode,
    reasons,
    witness,
    description,
  });
}
