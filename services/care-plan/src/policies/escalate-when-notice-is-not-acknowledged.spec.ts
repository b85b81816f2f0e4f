import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { NO_SUBSCRIPTION } from '../domain/subscription/state.js';
import { escalateWhenNoticeIsNotAcknowledged } from './escalate-when-notice-is-not-acknowledged.js';

const missed: SubscriptionEvent = {
  type: 'AcknowledgementMissed',
  payload: { noticeNo: 3, dueAt: '2026-03-02T09:00:00.000Z' },
};
const taskId = uuidV5(specMeta.id, 'changeAcknowledgement');
const ref = { noticeNo: 3, subscription: 'S' };

it('PLAT-13: a notice that nobody acknowledged goes to the provider’s manager', async () => {
  const states = { 'subscription-S': { ...NO_SUBSCRIPTION, providerId: 'PR1' } };
  await specifyPolicy(escalateWhenNoticeIsNotAcknowledged, { states })
    .hears(recorded(missed, { stream: 'subscription-S' }))
    .sends(raiseTask(taskId, { kind: 'changeAcknowledgement', forRole: 'SM', organisationId: 'PR1', ref }));
  await specifyPolicy(escalateWhenNoticeIsNotAcknowledged)
    .hears(recorded(missed, { stream: 'subscription-S' }))
    .sends(raiseTask(taskId, { kind: 'changeAcknowledgement', forRole: 'SM', ref }));
});
