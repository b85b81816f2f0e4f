import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ViewsStep } from '@carethread/runtime';
import type { ServiceProcess, Travelled } from '@carethread/http-api';

/** The doors by which the front of a platform of several processes reaches each of them, in test mode only. */
export function controlRoutes(fastify: FastifyInstance, process: ServiceProcess): void {
  const done = async (work: Promise<void>): Promise<object> => {
    await work;
    return { done: true };
  };
  fastify.get('/inner/state', () => process.state());
  fastify.post('/inner/told', (_, reply) => process.outboxDrained(whileAsked(reply)));
  fastify.post('/inner/heard', (_, reply) => process.inboxDrained(whileAsked(reply)));
  fastify.put('/inner/clock', ({ body }) => done(process.setClock((body as { now: string }).now)));
  fastify.post('/inner/fire', () => done(process.issueDue()));
  fastify.post('/inner/views', ({ body }) => done(process.views((body as { step: ViewsStep }).step)));
  fastify.put('/inner/bus', ({ body }) => done(process.hold(body as { paused: boolean; hold: string[] })));
  fastify.get('/inner/messages', ({ query }) => process.messages((query as { personId?: string }).personId));
  fastify.post('/inner/publish', ({ body }) => done(process.publish(body as Travelled)));
}

/** Aborted once nobody waits for the answer any more. */
function whileAsked(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
