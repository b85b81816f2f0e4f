import type { EventLog } from '@carethread/event-sourcing';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';

/**
 * What a probe asks: whether the process lives, and whether its subscriptions move. `degraded` is ready all the same: commands are
 * taken and reads say how old they are, while a server for the views or the bus is away.
 */
export function healthRoutes(fastify: FastifyInstance, platform: Pick<Platform, 'runtimes'>): void {
  fastify.get('/health/live', (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', async (_, reply) => {
    const found = await Promise.all(
      platform.runtimes.map(async (runtime) => ({
        name: runtime.definition.name,
        ...runtime.stalled(),
        log: await answers(runtime.log),
      })),
    );
    const stalled = found.flatMap(({ name, parts, log }) =>
      [...(log ? [] : ['log']), ...parts].map((part) => `${name}: ${part}`),
    );
    const ready = found.every((one) => one.ready && one.log);
    return reply
      .status(ready ? 200 : 503)
      .send({ status: stalled.length === 0 ? 'ok' : ready ? 'degraded' : 'stalled', stalled });
  });
}

/** Real time in which a log must say how far it reaches, in milliseconds. */
const LOG_MS = 2_000;

async function answers(log: EventLog): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), LOG_MS);
  });
  try {
    return await Promise.race([
      log.head().then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
