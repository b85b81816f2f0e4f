import { present } from '@carethread/ledger';
import { NOBODY, TenantReader, type ServiceRuntime } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import type { EndpointInTheClear, EndpointState } from '../domain/endpoint/state.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { topicCheckpoint } from '../delivery/provider-topic-relays.js';
import { endpointList } from '../views/endpoint-list.js';

/** An endpoint as the operator sees it: where it stands, and never its URL. */
export interface EndpointNow {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: EndpointState['kind'];
  readonly state: EndpointState['state'];
  /** Notices that wait for a topic; what waits for a webhook its attempts tell. */
  readonly waiting?: number;
  /** The last attempt of the last 30 days: when, and what came of it. */
  readonly attemptedAt?: string;
  readonly outcome?: string;
  readonly acceptedAt?: string;
  readonly isFailing: boolean;
}

/** A topic is behind when this many notices wait for it: fewer may just be on their way. */
const BEHIND = 100;

/** The endpoints of every provider. */
export async function endpoints(runtime: ServiceRuntime): Promise<{ readonly endpoints: readonly EndpointNow[] }> {
  await runtime.viewsCurrent();
  const found: EndpointNow[] = [];
  for (const { doc } of await runtime.views.view(endpointList).find({})) {
    const { id, state } = doc;
    const { providerId: organisationId, kind } = state;
    const attempts = await runtime.webhooks.attempts();
    const [last] = await attempts.page(id, { limit: 1 });
    const [accepted] = await attempts.page(id, { limit: 1, outcome: 'accepted' });
    const waiting = kind === 'kafka' && state.state === 'active' ? await waitingFor(runtime, id, state) : undefined;
    found.push(
      present({
        id,
        organisationId,
        kind,
        state: state.state,
        waiting,
        attemptedAt: last?.at,
        outcome: last?.outcome,
        acceptedAt: accepted?.at,
        isFailing:
          state.state === 'disabled' || (last?.outcome ?? 'accepted') !== 'accepted' || (waiting ?? 0) >= BEHIND,
      }),
    );
  }
  return { endpoints: found };
}

/** How many notices of its provider's sequence are not on its topic. */
async function waitingFor(
  runtime: ServiceRuntime,
  id: string,
  { providerId, after }: EndpointInTheClear,
): Promise<number | undefined> {
  const { tenantId } = await new TenantReader(runtime, NOBODY, false).state(endpoint, id);
  if (tenantId === undefined) return undefined;
  const head = await new Sequence(noticeReader(runtime, tenantId), tenantId, providerId).head();
  return head - Math.max(after, await runtime.checkpoints.readAgain(topicCheckpoint(tenantId, providerId)));
}
