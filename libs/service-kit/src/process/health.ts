import type { EventLog } from '@carethread/event-sourcing';
import type { FastifyInstance } from 'fastify';
import type { ServiceRuntime } from '../runtime/service-runtime.js';

/** Probes are answered without a token and outside every limit. */
const OPEN = { config: { open: 'always' } } as const;

/**
 * What a probe asks: whether the process lives, and whether its subscriptions move. `degraded` is ready all the same: commands are
 * taken and reads say how old they are, while a server for the views or the bus is away.
 * @param refusal why no write is taken, if so
 */
export function healthRoutes(
  fastify: FastifyInstance,
  runtimes: readonly ServiceRuntime[],
  refusal: () => string | undefined = () => undefined,
): void {
  fastify.get('/health/live', OPEN, (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', OPEN, async (_, reply) => {
    const found = await Promise.all(
      runtimes.map(async (runtime) => ({
        name: runtime.definition.name,
        ...runtime.stalled(),
        log: await answers(runtime.log),
      })),
    );
    const stalled = found.flatMap(({ name, parts, log }) =>
      [...(log ? [] : ['log']), ...parts].map((part) => `${name}: ${part}`),
    );
    const refusing = refusal();
    const moving = found.every((one) => one.ready && one.log);
    const status =
      refusing !== undefined ? 'writes refused' : !moving ? 'stalled' : stalled.length > 0 ? 'degraded' : 'ok';
    return reply
      .status(refusing === undefined && moving ? 200 : 503)
      .send({ status, stalled, ...(refusing === undefined ? {} : { refusing }) });
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
