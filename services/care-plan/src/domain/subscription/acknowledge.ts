import { dueAt, justAfter } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Deadline } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { AcknowledgeChange, MissAcknowledgement } from './commands.js';
import type { SubscriptionEvent } from './events.js';
import type { SubscriptionState } from './state.js';

export function acknowledge(
  { noticeNo }: AcknowledgeChange,
  { notices, acknowledged }: SubscriptionState,
  { actor }: Context,
): readonly SubscriptionEvent[] {
  if (!notices.some((notice) => notice.noticeNo === noticeNo)) refuse('NOT_FOUND');
  if (acknowledged.includes(noticeNo)) return [];
  return [{ type: 'ChangeAcknowledged', payload: { noticeNo, byUserId: actor.userId } }];
}

/** PLAT-13: what nobody acknowledged within 24 hours is escalated once. */
export function missAcknowledgement(
  { noticeNo, dueAt: due }: MissAcknowledgement,
  { acknowledged, escalated }: SubscriptionState,
  { facts }: Context<CarePlanFacts>,
): readonly SubscriptionEvent[] {
  // R38: nobody is reminded of anything after a death.
  if (facts.deceased || acknowledged.includes(noticeNo) || escalated.includes(noticeNo)) return [];
  return [{ type: 'AcknowledgementMissed', payload: { noticeNo, dueAt: due } }];
}

/** Nobody acknowledges anything for a provider that serves the person no more. */
export function acknowledgementsDue({
  state,
  notices,
  acknowledged,
  escalated,
}: SubscriptionState): readonly Deadline<MissAcknowledgement>[] {
  return (state === 'ended' ? [] : notices)
    .filter(({ noticeNo }) => !acknowledged.includes(noticeNo) && !escalated.includes(noticeNo))
    .map(({ noticeNo, notifiedAt }) => {
      const due = dueAt(notifiedAt, 'PT24H');
      return {
        at: justAfter(due),
        name: `changeAcknowledgement-${noticeNo}`,
        command: { type: 'MissAcknowledgement', noticeNo, dueAt: due },
      };
    });
}
