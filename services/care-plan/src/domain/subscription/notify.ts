import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { NotifyChange } from './commands.js';
import type { SubscriptionEvent } from './events.js';
import type { SubscriptionState } from './state.js';

/** Notices are numbered without gaps, and the same cause never makes a second one. */
export function notify(
  command: NotifyChange,
  state: SubscriptionState,
  { facts, now }: Context<CarePlanFacts>,
): readonly SubscriptionEvent[] {
  const { type: _, heldBy: __, ...notice } = command;
  if (!isConcerned(command, state, facts) || state.notices.some(({ causeId }) => causeId === notice.causeId)) return [];
  return [{ type: 'ChangeNotified', payload: { ...notice, noticeNo: state.notices.length + 1, notifiedAt: now } }];
}

/**
 * R18: a provider is notified of its own plans, and of another's as far as the person permits it to read them. With its service a
 * subscription ends, and so do its plans: of these it is still notified.
 */
function isConcerned(
  { changeKind, heldBy: holder }: NotifyChange,
  { state, providerId }: SubscriptionState,
  { contacts }: Pick<CarePlanFacts, 'contacts'>,
): boolean {
  const isOwn = holder === undefined || holder === providerId;
  if (state === 'active') return isOwn || contacts[providerId]?.scopes.includes('readPlan') === true;
  return state === 'ended' && changeKind === 'closed' && holder === providerId;
}
