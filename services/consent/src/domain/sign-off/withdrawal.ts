import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson } from '@carethread/ledger';
import { mustBeLiving, type ConsentFacts } from '../facts.js';
import { isOwn, saidBy, type SaidHow } from '../statement.js';
import type { Requested, SignedConsentWithdrawn, SignOffEvent, SignOffState } from './events.js';
import { endedOf } from './sign.js';

export type WithdrawSignedConsent = SaidHow & { readonly type: 'WithdrawSignedConsent' };

/** What the person agreed to they may withdraw at any moment: a restriction here, care under a plan for that plan. */
export function withdrawSigned(
  command: WithdrawSignedConsent,
  { state, withdrawn, completedAt = '' }: SignOffState,
  requested: Requested,
  { actor, id, personId, occurredAt, facts }: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  if (requested.subject !== 'restriction') refuse('STATE_CONFLICT', [requested.subject]);
  const said = saidBy(command, actor, personId);
  mustBeLiving(facts);
  if (withdrawn !== undefined)
    return canonicalJson(saidIn(withdrawn)) === canonicalJson(said) ? [] : refuse('STATE_CONFLICT', ['withdrawn']);
  if (state !== 'completed') refuse('STATE_CONFLICT', [state]);
  if (occurredAt < completedAt) refuse('TIMESCALE_INVALID', ['occurredAt']);
  const payload: SignedConsentWithdrawn = {
    ...endedOf(requested, id),
    ...said,
    withdrawnAt: occurredAt,
    ...(isOwn(actor) ? {} : { recordedBy: actor.userId }),
  };
  return [{ type: 'SignedConsentWithdrawn', payload }];
}

function saidIn({ by, mode, reasons, witness, description }: SignedConsentWithdrawn) {
  return {
    by,
    mode,
    ...(reasons === undefined ? {} : { reasons }),
    ...(witness === undefined ? {} : { witness }),
    ...(description === undefined ? {} : { description }),
  };
}
