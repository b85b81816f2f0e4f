import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson, present } from '@carethread/ledger';
import { mustBeLiving, type ConsentFacts } from '../facts.js';
import { isOwn, saidBy, type Said, type SaidHow } from '../statement.js';
import { endedOf } from './completion.js';
import type { SignedConsentWithdrawn, SignOffEvent } from './events.js';
import { requestedIn, type SignOffState } from './state.js';

export type WithdrawSignedConsent = SaidHow & { readonly type: 'WithdrawSignedConsent' };

/** What the person agreed to they may withdraw at any moment: a restriction here, care under a plan for that plan. */
export function withdrawSigned(
  command: WithdrawSignedConsent,
  signOff: SignOffState,
  { actor, id, personId, occurredAt, facts }: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { state, withdrawn, completedAt = '' } = signOff;
  const requested = requestedIn(signOff);
  if (requested.subject !== 'restriction') refuse('STATE_CONFLICT', [requested.subject]);
  const said = saidBy(command, actor, personId);
  mustBeLiving(facts);
  if (withdrawn !== undefined)
    return canonicalJson(saidIn(withdrawn)) === canonicalJson(said) ? [] : refuse('STATE_CONFLICT', ['withdrawn']);
  if (state !== 'completed') refuse('STATE_CONFLICT', [state]);
  if (occurredAt < completedAt) refuse('TIMESCALE_INVALID', ['occurredAt']);
  const payload = present<SignedConsentWithdrawn>({
    ...endedOf(requested, id),
    ...said,
    withdrawnAt: occurredAt,
    recordedBy: isOwn(actor) ? undefined : actor.userId,
  });
  return [{ type: 'SignedConsentWithdrawn', payload }];
}

function saidIn({ by, mode, reasons, witness, description }: SignedConsentWithdrawn): Said {
  return present<Said>({ by, mode, reasons, witness, description });
}
