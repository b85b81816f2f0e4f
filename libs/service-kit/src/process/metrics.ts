import type { Bus } from '@carethread/event-sourcing';
import { SCOPE, type LeasedTask, type ServiceRuntime } from '@carethread/runtime';
import { metrics, type BatchObservableResult, type ObservableGauge } from '@opentelemetry/api';
import { deadLettersOf } from './dead-letters.js';

interface Subscription {
  position(): number;
  stalled(): Error | undefined;
}

/** Reports where the services of a process stand, looked up when the metrics are collected. Gives what ends that. */
export function observeServices(runtimes: readonly ServiceRuntime[], bus: Bus): () => void {
  const meter = metrics.getMeter(SCOPE);
  const gauges = gaugesOf((name, description) => meter.createObservableGauge(name, { description }));
  const missing = meter.createCounter('carethread_figures_missing_total', {
    description: 'Times that a figure could not be read (a server away)',
  });
  missing.add(0);
  const observe = [
    ...runtimes.map((runtime) => (result: BatchObservableResult) => observeService(result, gauges, runtime)),
    async (result: BatchObservableResult) => result.observe(gauges.undelivered, await bus.lag()),
  ];
  // One figure that cannot be read now must not keep back the others.
  const callbacks = observe.map((one) => (result: BatchObservableResult) => one(result).catch(() => missing.add(1)));
  const all = Object.values(gauges);
  for (const callback of callbacks) meter.addBatchObservableCallback(callback, all);
  return () => {
    for (const callback of callbacks) meter.removeBatchObservableCallback(callback, all);
  };
}

type Gauges = ReturnType<typeof gaugesOf>;

function gaugesOf(gauge: (name: string, description: string) => ObservableGauge) {
  return {
    positions: gauge('carethread_log_position', 'Events in the log'),
    lags: gauge('carethread_subscription_lag', 'Events not yet handled, by the copy that holds the lease'),
    stalled: gauge('carethread_subscription_stalled', '1 where a subscription stands at an event it cannot handle'),
    unrelayed: gauge('carethread_oldest_unrelayed_seconds', 'Age of the oldest event that the relay has not handled'),
    parked: gauge('carethread_parked_facts', 'Facts that a policy gave up, waiting for an operator'),
    overdue: gauge('carethread_obligations_overdue_seconds', 'How late the clock is with what fell due first'),
    undelivered: gauge('carethread_bus_lag', 'Messages of the bus that this process has not stored yet'),
  };
}

async function observeService(result: BatchObservableResult, gauges: Gauges, runtime: ServiceRuntime): Promise<void> {
  const { definition, log, parts, decisionViews, views, policies, relay, timers } = runtime;
  const service = definition.name;
  const { position } = await log.head();
  result.observe(gauges.positions, position, { service });
  const subscriptions: readonly (readonly [string, LeasedTask | undefined, Subscription])[] = [
    ['basis', undefined, decisionViews],
    ['views', undefined, views],
    ['policies', 'policies', policies],
    ['relay', 'relay', relay],
    ['timers', 'clock', timers],
  ];
  for (const [part, lease, subscription] of subscriptions) {
    // Where decisions rest on the views themselves, there is one subscription.
    if (part === 'basis' && subscription === views) continue;
    // Another copy holds this lease, and reports it.
    if (lease !== undefined && !parts.leases.holds(lease)) continue;
    result.observe(gauges.lags, position - subscription.position(), { service, part });
    result.observe(gauges.stalled, subscription.stalled() === undefined ? 0 : 1, { service, part });
  }
  const now = parts.clock.now();
  const [waiting] = parts.leases.holds('relay') ? await log.readAll(relay.position(), 1) : [];
  result.observe(gauges.unrelayed, waiting === undefined ? 0 : since(waiting.event.recordedAt, now), { service });
  const due = parts.leases.holds('clock') ? await timers.next() : undefined;
  result.observe(gauges.overdue, due === undefined ? 0 : since(due, now), { service });
  result.observe(gauges.parked, (await deadLettersOf(runtime)).length, { service });
}

function since(at: string, now: number): number {
  return Math.max(0, (now - Date.parse(at)) / 1000);
}
