import { fault, malformed, refuse, unknownItems } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { isOwn, saidBy, type SaidHow } from '../statement.js';
import type { CareConsentEvent, Withdrawn } from './events.js';
import { agreedActionsAt } from './standing.js';
import type { CareConsentState } from './state.js';

export type WithdrawConsent = SaidHow & { readonly type: 'WithdrawConsent'; readonly scope: Scope };

/**
 * R7: each "no" counts, in whatever words: since the one before, the person may have signed, or been asked, or a version may have
 * been agreed that has not begun. A request that is sent twice is known by its key, not by its words.
 */
// snippet: withdraw
export function withdraw(
  command: WithdrawConsent,
  state: CareConsentState,
  { actor, id, personId, now, occurredAt, facts }: Context<ConsentFacts>,
): readonly CareConsentEvent[] {
  const said = saidBy(command, actor, personId);
  mustBeOpen(id, facts);
  mustBeLiving(facts);
  const scope = mustBeAgreed(command.scope, state, now);
  if (occurredAt < (state.history[0]?.at ?? '')) refuse('TIMESCALE_INVALID', ['occurredAt']);
  const payload = present<Withdrawn>({
    planId: id,
    scope,
    ...said,
    withdrawnAt: occurredAt,
    withdrawalNo: state.withdrawals.length + 1,
    recordedBy: isOwn(actor) ? undefined : actor.userId,
  });
  return [{ type: 'CareConsentWithdrawn', payload }];
}
// end of snippet

/** R9: nobody withdraws from an action that was never agreed, or that is given no longer. */
function mustBeAgreed(scope: Scope, state: CareConsentState, now: string): Scope {
  if (scope === 'whole') return scope;
  if (scope.length === 0) malformed(fault('/scope', 'empty', 'names at least one action, or is whole'));
  const agreed = agreedActionsAt(state, now);
  const unknown = agreed === undefined ? [] : unknownItems('scope', scope, (action) => agreed.includes(action));
  return unknown.length > 0 ? refuse('REFERENCE_NOT_FOUND', unknown) : [...new Set(scope)];
}
