import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { closeEscalationWhenNoticeIsAcknowledged } from './close-escalation-when-notice-is-acknowledged.js';

const acknowledged: SubscriptionEvent = { type: 'ChangeAcknowledged', payload: { noticeNo: 2, byUserId: 'M' } };
const escalated = (noticeNo: number, more: object = {}) => ({
  kind: 'changeAcknowledgement',
  forRole: 'SM',
  status: 'open',
  ref: { subscription: 'S', noticeNo },
  ...more,
});

it('PLAT-13: a notice that is acknowledged late closes what its manager was told of it, and of no other', async () => {
  const states = {
    'task-before': escalated(1),
    'task-this': escalated(2),
    'task-closed': escalated(2, { status: 'closed' }),
    'task-another-subscription': escalated(2, { ref: { subscription: 'another', noticeNo: 2 } }),
    'task-of-another-kind': escalated(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeEscalationWhenNoticeIsAcknowledged, { states })
    .hears(recorded(acknowledged, { stream: 'subscription-S' }))
    .sends(closeTask('this', 'acknowledged'));
  await specifyPolicy(closeEscalationWhenNoticeIsAcknowledged, { states })
    .hears(recorded(acknowledged, { stream: 'subscription-S', personId: null }))
    .sendsNothing();
});
