import type { FastifyInstance } from 'fastify';
import type { Standing } from './readiness.js';

/** Probes are answered without a token and outside every limit. */
export const OPEN = { config: { open: 'always' } } as const;

/** Probes on the public port: whether the process lives, and whether requests may be sent to it; nothing else. */
export function healthRoutes(fastify: FastifyInstance, standing: () => Pick<Standing, 'ready'>): void {
  fastify.get('/health/live', OPEN, (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', OPEN, (_, reply) => {
    const { ready } = standing();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable' });
  });
}

/** For the operator: which part stands still, and why. */
export function healthDetails(fastify: FastifyInstance, standing: () => Standing): void {
  fastify.get('/health/live', OPEN, (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', OPEN, (_, reply) => {
    const { ready, ...state } = standing();
    return reply.status(ready ? 200 : 503).send(state);
  });
}
