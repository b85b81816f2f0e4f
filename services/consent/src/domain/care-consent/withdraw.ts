import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson } from '@carethread/ledger';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { isWitnessed, WRITING, type Party } from '../witness.js';
import type { CareConsentEvent, CareConsentState, Scope, Withdrawal, Withdrawn } from './events.js';
import { agreedActionsAt } from './standing.js';

export type WithdrawConsent = {
  readonly type: 'WithdrawConsent';
  readonly scope: Scope;
  readonly mode?: string;
  readonly reasons?: string;
  readonly witness?: Party;
  readonly description?: string;
};

// snippet: withdraw
export function withdraw(
  command: WithdrawConsent,
  state: CareConsentState,
  { actor, id, personId, now, occurredAt, facts }: Context<ConsentFacts>,
): readonly CareConsentEvent[] {
  const own = actor.role === 'PE' || actor.role === 'LR';
  const mode = command.mode ?? (own ? 'signed' : 'verbal');
  // Staff record only what the person gave in another way than writing, before a witness who is not the recorder.
  if (!own && WRITING.includes(mode)) refuse('ROLE_NOT_PERMITTED');
  if (!isWitnessed(mode, command.witness, actor, personId)) refuse('WITNESS_REQUIRED', ['witness']);
  mustBeOpen(id, facts);
  mustBeLiving(facts);
  const scope = mustBeAgreed(command.scope, state, now);
  const { reasons, witness, description } = command;
  if (occurredAt < (state.history[0]?.at ?? '')) refuse('TIMESCALE_INVALID', ['occurredAt']);
  const by: Party = own
    ? { kind: actor.role === 'PE' ? 'person' : 'professional', id: actor.userId }
    : { kind: 'person', ...(personId === null ? {} : { id: personId }) };
  const said: Withdrawal['said'] = {
    by,
    mode,
    ...(reasons === undefined ? {} : { reasons }),
    ...(witness === undefined ? {} : { witness }),
    ...(description === undefined ? {} : { description }),
  };
  if (state.withdrawals.some((one) => isSame(one, scope, said, now))) return [];
  const payload: Withdrawn = {
    planId: id,
    scope,
    ...said,
    withdrawnAt: occurredAt,
    withdrawalNo: state.withdrawals.length + 1,
    ...(own ? {} : { recordedBy: actor.userId }),
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
