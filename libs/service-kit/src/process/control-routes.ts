import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ServiceProcess } from '@carethread/http-api';
import { requireText, textMember } from '@carethread/ledger';
import { busHoldIn, travelledIn, viewsStepIn } from './control-messages.js';

/** By these routes the gateway of a platform of several processes reaches each of them, in test mode only. */
export function controlRoutes(fastify: FastifyInstance, process: ServiceProcess): void {
  const done = async (work: Promise<void>): Promise<object> => {
    await work;
    return { done: true };
  };
  fastify.get('/inner/state', () => process.state());
  fastify.post('/inner/told', (_, reply) => process.outboxDrained(whileConnected(reply)));
  fastify.post('/inner/heard', (_, reply) => process.inboxDrained(whileConnected(reply)));
  fastify.put('/inner/clock', ({ body }) => done(process.setClock(requireText(body, 'now'))));
  fastify.post('/inner/fire', () => done(process.issueDue()));
  fastify.post('/inner/views', ({ body }) => done(process.views(viewsStepIn(body))));
  fastify.put('/inner/bus', ({ body }) => done(process.hold(busHoldIn(body))));
  fastify.get('/inner/messages', ({ query }) => process.messages(textMember(query, 'personId')));
  fastify.post('/inner/publish', ({ body }) => done(process.publish(travelledIn(body))));
}

/** Aborted once the gateway no longer waits for the answer. */
function whileConnected(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
