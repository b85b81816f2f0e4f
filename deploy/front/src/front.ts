import { Refusal } from '@carethread/contracts';
import { openApi, problemOf, type Platform, type ServiceRuntime } from '@carethread/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { auditRoutes } from './audit.js';
import { demoDoors } from './demo-doors.js';
import { docsPage } from './docs-page.js';
import { metricsRoute } from './metrics.js';
import { testDoors } from './test-doors.js';

/** An answer that a service gave to the front. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

/** Asks a service what the caller asked, with the caller's own token and purpose: the front has no rights of its own. */
export type AskService = (request: FastifyRequest, path: string) => Promise<Answered>;

/** What spans services: audit, person-level reads, test doors, health, documents. Composed from their own routes, never their stores. */
export function mountFront(platform: Platform): void {
  const fastify = platform.app.getHttpAdapter().getInstance();
  const ask: AskService = async (request, path) => {
    const { authorization } = request.headers;
    const purpose = request.headers['x-purpose'];
    const prefer = request.headers['prefer'];
    const answered = await fastify.inject({
      method: 'GET',
      url: path,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(typeof purpose === 'string' ? { 'x-purpose': purpose } : {}),
        ...(typeof prefer === 'string' ? { prefer } : {}),
      },
    });
    return { status: answered.statusCode, headers: answered.headers, body: answered.json<Record<string, unknown>>() };
  };
  fastify.get('/openapi.json', (_, reply) => reply.send(openApi(platform.routes, '0.1.0')));
  fastify.get('/docs', (_, reply) => reply.type('text/html').send(docsPage(platform.routes)));
  fastify.get('/health/live', (_, reply) => reply.send({ status: 'ok' }));
  fastify.get('/health/ready', (_, reply) => {
    const stalled = platform.runtimes.flatMap((runtime) =>
      runtime.stalled() === undefined ? [] : [`${runtime.definition.name}: ${runtime.stalled()}`],
    );
    return reply
      .status(stalled.length === 0 ? 200 : 503)
      .send({ status: stalled.length === 0 ? 'ok' : 'stalled', stalled });
  });
  metricsRoute(fastify, platform);
  auditRoutes(fastify, platform, ask);
  if (platform.settings.mode === 'test') testDoors(fastify, platform);
  if (platform.settings.mode === 'demo') demoDoors(fastify, platform);
}

/** Runs a front handler so that its refusals become problems like everybody's. */
export function answering(work: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      return await work(request, reply);
    } catch (error) {
      const { problem } = problemOf(error, randomUUID());
      return reply.status(problem.status).type('application/problem+json').send(problem);
    }
  };
}

export function runtimeOf(platform: Platform, name: string): ServiceRuntime {
  const found = platform.runtimes.find(({ definition }) => definition.name === name);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}
