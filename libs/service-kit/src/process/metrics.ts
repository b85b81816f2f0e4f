import { uuidV5 } from '@carethread/ledger';
import type { Bus } from '@carethread/event-sourcing';
import type { FastifyInstance } from 'fastify';
import { parking } from '@carethread/runtime';
import type { LeasedTask, ServiceRuntime } from '@carethread/runtime';
import type { Instruments } from '../telemetry/instruments.js';

interface Following {
  position(): number;
  stalled(): Error | undefined;
}

/** What Prometheus asks for. */
export function metricsRoute(fastify: FastifyInstance, instruments: Instruments): void {
  fastify.get('/metrics', async (_, reply) => {
    await instruments.refresh();
    return reply.type(instruments.registry.contentType).send(await instruments.registry.metrics());
  });
}

/** Where the services of a process stand, looked up when somebody asks. */
export function watchServices(instruments: Instruments, runtimes: readonly ServiceRuntime[], bus: Bus): void {
  for (const runtime of runtimes) instruments.refreshing(() => look(instruments, runtime));
  instruments.refreshing(async () => instruments.undelivered.set(await bus.lag()));
}

async function look(instruments: Instruments, runtime: ServiceRuntime): Promise<void> {
  const { definition, log, parts, commands: streams, decisionViews: basis, views, policies, relay, timers } = runtime;
  const service = definition.name;
  const { position } = await log.head();
  instruments.positions.set({ service }, position);
  const subscriptions: readonly (readonly [string, LeasedTask | undefined, Following])[] = [
    ...(basis === views ? [] : [['basis', undefined, basis] as const]),
    ['views', undefined, views],
    ['policies', 'policies', policies],
    ['relay', 'relay', relay],
    ['timers', 'clock', timers],
  ];
  for (const [part, duty, subscription] of subscriptions) {
    // Another copy carries this duty, and tells of it.
    if (duty !== undefined && !parts.leases.carries(duty)) {
      instruments.lags.remove({ service, part });
      instruments.stalled.remove({ service, part });
      continue;
    }
    instruments.lags.set({ service, part }, position - subscription.position());
    instruments.stalled.set({ service, part }, subscription.stalled() === undefined ? 0 : 1);
  }
  const now = parts.clock.now();
  const [waiting] = parts.leases.carries('relay') ? await log.readAll(relay.position(), 1) : [];
  instruments.unrelayed.set({ service }, waiting === undefined ? 0 : since(waiting.event.recordedAt, now));
  const due = parts.leases.carries('clock') ? await timers.next() : undefined;
  instruments.overdue.set({ service }, due === undefined ? 0 : since(due, now));
  const { state } = await streams.load(parking, uuidV5('parking', service));
  instruments.parked.set({ service }, (state as typeof parking.initial).length);
}

function since(at: string, now: number): number {
  return Math.max(0, (now - Date.parse(at)) / 1000);
}
