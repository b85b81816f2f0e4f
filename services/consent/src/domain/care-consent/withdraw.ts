import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson } from '@carethread/ledger';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { isOwn, saidBy, type SaidHow } from '../withdrawal.js';
import type { CareConsentEvent, CareConsentState, Scope, Withdrawal, Withdrawn } from './events.js';
import { agreedActionsAt } from './standing.js';

export type WithdrawConsent = SaidHow & { readonly type: 'WithdrawConsent'; readonly scope: Scope };

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
  if (state.withdrawals.some((one) => isSame(one, scope, said, now))) return [];
  const payload: Withdrawn = {
    planId: id,
    scope,
    ...said,
    withdrawnAt: occurredAt,
    withdrawalNo: state.withdrawals.length + 1,
    ...(isOwn(actor) ? {} : { recordedBy: actor.userId }),
  };
  return [{ type: 'CareConsentWithdrawn', payload }];
}
// end of snippet

/** R9: nobody withdraws from an action that was never agreed, or that is given no longer. */
function mustBeAgreed(scope: Scope, state: CareConsentState, now: string): Scope {
  if (scope === 'whole') return scope;
  if (scope.length === 0) refuse('MALFORMED', ['/scope: names at least one action, or is whole']);
  const agreed = agreedActionsAt(state, now);
  const unknown = agreed === undefined ? [] : scope.filter((action) => !agreed.includes(action));
  return unknown.length > 0 ? refuse('REFERENCE_NOT_FOUND', unknown) : [...new Set(scope)];
}

/** The same said in the same way, and none of it restored since: only that is already so. */
function isSame(one: Withdrawal, scope: Scope, said: Withdrawal['said'], now: string): boolean {
  const named = (of: Scope): string => canonicalJson(of === 'whole' ? of : [...of].sort());
  return (
    named(one.scope) === named(scope) &&
    canonicalJson(one.said) === canonicalJson(said) &&
    one.lifts.every(({ from }) => from > now)
  );
}
