import type { FastifyInstance } from 'fastify';
import type { ViewsStep } from '../runtime/service-runtime.js';
import type { ServiceProcess, Travelled } from './service-process.js';

/** The doors by which the front of a platform of several processes reaches each of them, in test mode only. */
export function innerDoors(fastify: FastifyInstance, process: ServiceProcess): void {
  const done = async (work: Promise<void>): Promise<object> => {
    await work;
    return { done: true };
  };
  fastify.get('/inner/state', () => process.state());
  fastify.post('/inner/told', () => process.told());
  fastify.post('/inner/heard', () => process.heard());
  fastify.put('/inner/clock', ({ body }) => done(process.setClock((body as { now: string }).now)));
  fastify.post('/inner/fire', () => done(process.fire()));
  fastify.post('/inner/views', ({ body }) => done(process.views((body as { step: ViewsStep }).step)));
  fastify.put('/inner/bus', ({ body }) => done(process.hold(body as { paused: boolean; hold: string[] })));
  fastify.get('/inner/messages', ({ query }) => process.messages((query as { personId?: string }).personId));
  fastify.post('/inner/publish', ({ body }) => done(process.publish(body as Travelled)));
}
