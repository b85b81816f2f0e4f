import { NOTICE_TYPES } from '@carethread/contracts';
import { NO_JURISDICTION, systemActor, type ServiceRuntime } from '@carethread/runtime';
import { subscription } from '../domain/subscription/decider.js';
import type { ProviderNotice } from '../notices/notice.js';
import type { NoticePlace } from '../notices/notice-place.js';
import type { Target } from './attempt.js';

/** That an endpoint accepted a notice is in the access log of the person whom it is about, as a read would be. */
export async function logDelivery(
  runtime: ServiceRuntime,
  { tenantId, state: { providerId }, read }: Target,
  place: NoticePlace,
  notice: ProviderNotice,
): Promise<void> {
  if (notice.type === NOTICE_TYPES.withheld) return;
  const { personId, name } = await read.state(subscription, place.subscriptionId);
  if (personId === null) return;
  await runtime.accessLog.write({
    personId,
    tenantId,
    jurisdiction: (await runtime.jurisdictionOf(personId)) ?? NO_JURISDICTION,
    actor: { ...systemActor('deliver-notices'), organisationId: providerId },
    outcome: 'delivered',
    route: 'POST webhook',
    target: name,
    purpose: 'provision',
    at: runtime.now(),
    correlationId: notice.id,
  });
}
