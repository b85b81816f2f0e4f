import { correlationOf, problemOf } from '@carethread/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Runs a front handler so that its refusals become problems like everybody's. */
export function answering(work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      return await work(request, reply);
    } catch (error) {
      const { problem } = problemOf(error, correlationOf(request));
      return reply.status(problem.status).type('application/problem+json').send(problem);
    }
  };
}
