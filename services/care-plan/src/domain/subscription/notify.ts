import type { CarePlanFacts } from '../facts.js';
import type { SubscriptionCommand } from './commands.js';
import type { SubscriptionState } from './state.js';

/**
 * R18: a provider is told of its own plans, and of another's as far as the person permits it to read them. With its service a
 * subscription ends, and so do its plans: of these it is told still.
 */
export function isToldOf(
  { changeKind, heldBy: holder }: Extract<SubscriptionCommand, { type: 'NotifyChange' }>,
  { state, providerId }: SubscriptionState,
  { contacts }: Pick<CarePlanFacts, 'contacts'>,
): boolean {
  const isOwn = holder === undefined || holder === providerId;
  if (state === 'active') return isOwn || contacts[providerId]?.scopes.includes('readPlan') === true;
  return state === 'ended' && changeKind === 'closed' && holder === providerId;
}
