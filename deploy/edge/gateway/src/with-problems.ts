import { correlationOf, problemOf, queryOf, requirePathValues } from '@carethread/http-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { composedQuery } from './composed-routes.js';
import type { Gateway } from './edge.js';

/** Runs a handler of the gateway so that its refusals become problems like everybody's. */
export function withProblems(work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      return await work(request, reply);
    } catch (error) {
      const { problem } = problemOf(error, correlationOf(request));
      return reply.status(problem.status).type('application/problem+json').send(problem);
    }
  };
}

/** A read that is composed: answered to a caller with a valid token, for a path and a query that are filled in their form. */
export function composed(
  { fastify }: Pick<Gateway, 'fastify'>,
  path: string,
  work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const offered = composedQuery(path);
  const inForm = withProblems(async (request, reply) => {
    requirePathValues(request.params as Readonly<Record<string, string>>);
    queryOf(offered, request.query as Readonly<Record<string, unknown>>);
    return work(request, reply);
  });
  fastify.get(path, { config: { token: 'required' } }, inForm);
}
