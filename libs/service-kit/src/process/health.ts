import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.js';

/** What a probe asks: whether the process lives, and whether its subscriptions move (a stalled one is not ready). */
export function healthRoutes(fastify: FastifyInstance, platform: Pick<Platform, 'runtimes'>): void {
  fastify.get('/health/live', (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', (_, reply) => {
    const stalled = platform.runtimes.flatMap((runtime) => {
      const part = runtime.stalled();
      return part === undefined ? [] : [`${runtime.definition.name}: ${part}`];
    });
    return reply
      .status(stalled.length === 0 ? 200 : 503)
      .send({ status: stalled.length === 0 ? 'ok' : 'stalled', stalled });
  });
}
