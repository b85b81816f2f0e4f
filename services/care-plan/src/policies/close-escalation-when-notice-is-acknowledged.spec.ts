import { closeTask, type TaskState } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { closeEscalationWhenNoticeIsAcknowledged } from './close-escalation-when-notice-is-acknowledged.js';

const acknowledged: SubscriptionEvent = { type: 'ChangeAcknowledged', payload: { noticeNo: 2, byUserId: 'M' } };
const escalated = (noticeNo: number, more: Partial<Pick<TaskState, 'kind' | 'status' | 'ref'>> = {}) => ({
  kind: 'changeAcknowledgement',
  ref: { subscription: 'S', noticeNo },
  ...more,
});

it('PLAT-13: a notice that is acknowledged late closes what its manager was told of it, and of no other', async () => {
  const tasks = {
    before: escalated(1),
    this: escalated(2),
    closed: escalated(2, { status: 'closed' }),
    'another-subscription': escalated(2, { ref: { subscription: 'another', noticeNo: 2 } }),
    'of-another-kind': escalated(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeEscalationWhenNoticeIsAcknowledged, withOpenTasks(tasks))
    .hears(recorded(acknowledged, { stream: 'subscription-S' }))
    .sends(closeTask('this', 'acknowledged'));
  await specifyPolicy(closeEscalationWhenNoticeIsAcknowledged, withOpenTasks(tasks))
    .hears(recorded(acknowledged, { stream: 'subscription-S', personId: null }))
    .sendsNothing();
});
