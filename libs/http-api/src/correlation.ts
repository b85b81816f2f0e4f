import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

export interface CorrelatedRequest extends FastifyRequest {
  correlationId?: string;
}

const MADE_HERE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id that everything which follows from a request carries: made by Carethread, never a client's string. */
export function correlationOf(request: Pick<CorrelatedRequest, 'id' | 'correlationId'>): string {
  request.correlationId ??= randomUUID();
  return request.correlationId;
}

/** The correlation of a request that this process answers by asking itself: no header says it, so no client can. */
const served = new AsyncLocalStorage<string>();

/** Asks this very process for what a request needs, under that request's correlation. */
export function underCorrelation<T>(correlationId: string | undefined, work: () => T): T {
  return correlationId === undefined ? work() : served.run(correlationId, work);
}

/** Whether this process asks itself for what another request needs: that one was counted, and this one is no further call of its sender's. */
export function isAskedByItself(): boolean {
  return served.getStore() !== undefined;
}

/**
 * Every answer carries its correlation, refusals and pages included. Behind the platform's own front, which makes the id and lets
 * no client's through, the front's is taken.
 */
export function correlate(fastify: FastifyInstance, behindFront: boolean): void {
  fastify.addHook('onRequest', (request: CorrelatedRequest, reply: FastifyReply, done) => {
    const given = behindFront ? request.headers['x-correlation-id'] : served.getStore();
    if (typeof given === 'string' && MADE_HERE.test(given)) request.correlationId = given;
    void reply.header('X-Correlation-Id', correlationOf(request));
    done();
  });
}
