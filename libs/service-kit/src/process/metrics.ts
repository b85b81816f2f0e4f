import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics: counts, durations and lags by service, method and status. No path, no id, nothing personal. */
export function metricsRoute(fastify: FastifyInstance, platform: Pick<Platform, 'runtimes' | 'bus'>): void {
  const registry = new Registry();
  const requests = new Counter({
    name: 'carethread_requests_total',
    help: 'Requests answered',
    labelNames: ['service', 'method', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'carethread_request_seconds',
    help: 'Time to answer',
    labelNames: ['service', 'method'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const positions = new Gauge({
    name: 'carethread_log_position',
    help: 'Events in the log',
    labelNames: ['service'],
    registers: [registry],
  });
  const lags = new Gauge({
    name: 'carethread_subscription_lag',
    help: 'Events not yet dealt with',
    labelNames: ['service', 'part'],
    registers: [registry],
  });
  const undelivered = new Gauge({
    name: 'carethread_bus_lag',
    help: 'Messages of the bus that this process has not stored yet',
    registers: [registry],
  });
  const paths: ReadonlySet<string> = new Set(platform.runtimes.map(({ definition }) => definition.path));
  fastify.addHook('onResponse', (request, reply, done) => {
    const first = request.url.split(/[/?]/)[1] ?? '';
    const service = paths.has(first) ? first : 'front';
    requests.inc({ service, method: request.method, status: reply.statusCode });
    durations.observe({ service, method: request.method }, reply.elapsedTime / 1000);
    done();
  });
  fastify.get('/metrics', async (_, reply) => {
    for (const { definition, log, views, policies, relay, timers } of platform.runtimes) {
      const { position } = await log.head();
      positions.set({ service: definition.name }, position);
      for (const [part, { position: reached }] of Object.entries({ views, policies, relay, timers }).map(
        ([name, one]) => [name, { position: one.position() }] as const,
      ))
        lags.set({ service: definition.name, part }, position - reached);
    }
    undelivered.set(await platform.bus.lag());
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
