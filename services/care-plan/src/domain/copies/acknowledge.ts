import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { AcknowledgeCopy } from './commands.js';
import type { CopiesEvent, Copy } from './events.js';
import type { CopiesState } from './state.js';

/** Those to whom copies are made out; all others who may acknowledge one are of those who made it. */
const RECIPIENTS: readonly string[] = ['PE', 'LR', 'CA', 'AD', 'OP'];

export function acknowledge(
  { copyId }: AcknowledgeCopy,
  { issued }: CopiesState,
  context: Context,
): readonly CopiesEvent[] {
  const copy = issued.find((one) => one.copyId === copyId) ?? refuse('NOT_FOUND');
  if (!mayAcknowledge(copy, context)) refuse('NOT_FOUND');
  return copy.acknowledgedAt === undefined ? [{ type: 'CopyAcknowledged', payload: { copyId, at: context.now } }] : [];
}

/** A copy is acknowledged by its recipient, or by those who made it, and by no other recipient. */
function mayAcknowledge({ recipient }: Copy, { actor, personId }: Context): boolean {
  if (!RECIPIENTS.includes(actor.role)) return true;
  return recipient.id === actor.userId || (recipient.id === personId && actor.personId === personId);
}
