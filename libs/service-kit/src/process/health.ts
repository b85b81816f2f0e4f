import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';

/** What a probe asks: whether the process lives, and whether its subscriptions move (a stalled one is not ready). */
export function healthRoutes(
  fastify: FastifyInstance,
  platform: Pick<Platform, 'runtimes'>,
  refusal: () => string | undefined = () => undefined,
): void {
  fastify.get('/health/live', (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', (_, reply) => {
    const stalled = platform.runtimes.flatMap((runtime) => {
      const part = runtime.stalled();
      return part === undefined ? [] : [`${runtime.definition.name}: ${part}`];
    });
    const refusing = refusal();
    const status = refusing !== undefined ? 'writes refused' : stalled.length > 0 ? 'stalled' : 'ok';
    return reply
      .status(status === 'ok' ? 200 : 503)
      .send({ status, stalled, ...(refusing === undefined ? {} : { refusing }) });
  });
}
