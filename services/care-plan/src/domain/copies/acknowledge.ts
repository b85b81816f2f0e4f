import type { Context } from '@carethread/event-sourcing';
import type { Copy } from './events.js';

/** Those to whom copies are made out; whoever else may is of those who made them. */
const RECIPIENTS: readonly string[] = ['PE', 'LR', 'CA', 'AD', 'OP'];

/** A copy is acknowledged by whoever it was made out to, or by those who made it, and by no other recipient. */
export function mayAcknowledge({ recipient }: Copy, { actor, personId }: Context): boolean {
  if (!RECIPIENTS.includes(actor.role)) return true;
  return recipient.id === actor.userId || (recipient.id === personId && actor.personId === personId);
}
