import { fault, malformed } from '@carethread/contracts';
import { MOST_WORK, type WorkOfUsers } from '@carethread/runtime';
import type { FastifyInstance } from 'fastify';
import { isCountQuestion, isDatesQuestion } from './work-messages.js';

/** How many users are asked about at once. */
export const MOST_WORKERS = 200;
const NO_QUESTION = fault('', 'type', 'the body is no question about work');

/**
 * On the operator's own port: what users have to do in the services of this process, for e-mail and calendars. Whoever asks has to know
 * a user by the pseudonym, and learns numbers and instants.
 */
export function workRoutes(fastify: FastifyInstance, work: WorkOfUsers): void {
  fastify.post('/work/counts', async ({ body }) => {
    if (!isCountQuestion(body)) malformed(NO_QUESTION);
    const { tenantId, workers, now, dueBy } = body;
    return { items: await work.countedFor(tenantId, workers.slice(0, MOST_WORKERS), { now, dueBy }) };
  });
  fastify.post('/work/due-dates', async ({ body }) => {
    if (!isDatesQuestion(body)) malformed(NO_QUESTION);
    const { tenantId, worker } = body;
    return { items: (await work.dueDatesOf(tenantId, worker)).slice(0, MOST_WORK) };
  });
}
