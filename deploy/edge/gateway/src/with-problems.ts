import { isPlain } from '@carethread/contracts';
import { textMembers } from '@carethread/ledger';
import { correlationOf, problemOf, queryOf, requireBody, requirePathValues } from '@carethread/http-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { waitOf } from './answers.js';
import { composedRoute } from './composed-routes.js';
import type { Gateway } from './edge.js';

/** Runs a handler of the gateway so that its refusals become problems like everybody's. */
export function withProblems(work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      return await work(request, reply);
    } catch (error) {
      const { problem } = problemOf(error, correlationOf(request));
      const wait = waitOf(error);
      if (wait !== undefined) void reply.header('Retry-After', wait);
      return reply.status(problem.status).type('application/problem+json').send(problem);
    }
  };
}

/** Adds a composed read: it needs a valid token, and its path and query are checked before `work` is called. */
export function composed(
  { fastify }: Pick<Gateway, 'fastify'>,
  path: string,
  work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const { method, query, body } = composedRoute(path);
  const checked = withProblems(async (request, reply) => {
    requirePathValues(textMembers(request.params));
    queryOf(query, isPlain(request.query) ? request.query : {});
    if (body !== undefined) requireBody(body, request.body ?? {});
    return work(request, reply);
  });
  fastify.route({ method, url: path, config: { token: 'required' }, handler: checked });
}
