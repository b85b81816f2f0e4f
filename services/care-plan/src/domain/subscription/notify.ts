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
  const { type: _, heldBy: __, isCouncils: ___, ...notice } = command;
  if (!isConcerned(command, state, facts) || state.notices.some(({ causeId }) => causeId === notice.causeId)) return [];
  return [{ type: 'ChangeNotified', payload: { ...notice, noticeNo: state.notices.length + 1, notifiedAt: now } }];
}

/**
 * R18: a provider is notified of its own plans, of the council's while it provides what the council commissions, and of another's as
 * far as the person permits it to read them. With its service a subscription ends, and so do its plans: of these it is still notified.
 */
function isConcerned(
  { changeKind, heldBy: holder, isCouncils }: NotifyChange,
  { state, providerId }: SubscriptionState,
  { contacts, episodes }: Pick<CarePlanFacts, 'contacts' | 'episodes'>,
): boolean {
  const isOwn = holder === undefined || holder === providerId;
  const worksFromIt = isCouncils === true && Object.values(episodes).some((one) => isCommissionedFrom(providerId, one));
  if (state === 'active') return isOwn || worksFromIt || contacts[providerId]?.scopes.includes('readPlan') === true;
  return state === 'ended' && changeKind === 'closed' && holder === providerId;
}

const isCommissionedFrom = (
  organisationId: string,
  { providerId, commissioner, ended }: CarePlanFacts['episodes'][string],
): boolean => providerId === organisationId && commissioner === 'council' && ended === undefined;
