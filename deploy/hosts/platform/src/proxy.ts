import { member, textMembers } from '@carethread/ledger';
import replyFrom from '@fastify/reply-from';
import { Refusal } from '@carethread/contracts';
import type { ServedRoute } from '@carethread/gateway';
import { correlationOf, fillPath, problemOf, requirePathValues, traceHeaders } from '@carethread/http-api';
import { type Settings } from '@carethread/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import { connectionFault } from './transport.js';
import type { Upstreams } from './upstreams.js';

export interface ProxySite {
  /** Service names by the first segment of their paths. */
  readonly services: ReadonlyMap<string, string>;
  /** Every route of these services: requests for anything else are not passed on. */
  readonly routes: readonly Pick<ServedRoute, 'method' | 'path' | 'uploadLimit' | 'streams'>[];
  readonly upstreams: Upstreams;
  readonly settings: Pick<Settings, 'requestTimeout' | 'bodyLimit'>;
  /** A copy did not answer. */
  readonly failed: (url: string, service: string) => void;
}

/** How many requests a copy is asked at once, and how many of those that may go on for long. */
const CONNECTIONS = 128;
const MOST_STREAMS = 4_096;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Passes requests on to a copy of the service that the path names, and to another copy where one is gone: whenever nothing was sent
 * yet, and also after the connection broke where a second time does no harm, as with reads and commands with their key. The path
 * that is asked for is made of the route's template, each of its places checked and encoded: the path that a client wrote is never passed on.
 */
export async function proxyTo(server: FastifyInstance, site: ProxySite): Promise<void> {
  const uploads = site.routes.filter(({ uploadLimit }) => uploadLimit !== undefined);
  const others = site.routes.filter(({ uploadLimit, streams }) => uploadLimit === undefined && streams !== true);
  const streams = site.routes.filter((one) => one.streams === true);
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Buffered until it is answered, so that it can be sent to another copy.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    await route(scope, site, others);
  });
  // Over connections of their own: as many as wait or go on, nobody else waits for one.
  await server.register((scope) => route(scope, site, streams, MOST_STREAMS));
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const limits = new Map(uploads.map(({ path, uploadLimit }) => [path, uploadLimit]));
    scope.addContentTypeParser('*', (request: FastifyRequest, payload: Readable, done) =>
      done(null, streamed(request, payload, limits.get(request.routeOptions.url ?? '') ?? 0)),
    );
    await route(scope, site, uploads);
  });
}

async function route(
  scope: FastifyInstance,
  site: ProxySite,
  routes: ProxySite['routes'],
  connections: number = CONNECTIONS,
): Promise<void> {
  const { services, upstreams, settings, failed } = site;
  // Retries are decided here: one try for each replica.
  await scope.register(replyFrom, { disableRequestLogging: true, undici: { connections } });
  scope.addHook('onRequest', (request, reply, done) => {
    try {
      requirePathValues(textMembers(request.params));
      done();
    } catch (error) {
      refuse(reply, error);
    }
  });
  for (const { method, path } of routes) {
    const service = services.get(path.split('/')[1] ?? '') ?? '';
    scope.route<{ Params: Readonly<Record<string, string>> }>({
      method,
      url: path,
      handler: (request, reply) => {
        const filled = fillPath(path, request.params);
        const tried = new Set<string>();
        const attempt = (): void => {
          const url = upstreams.next(service, tried);
          tried.add(url);
          void reply.from(filled, {
            ...bufferedBody(request),
            timeout: settings.requestTimeout,
            retryDelay: () => null,
            getUpstream: () => url,
            rewriteRequestHeaders: (_, headers) => forwardedHeaders(request, headers),
            onError: (_, { error }) => {
              const fault = connectionFault(error);
              // Of a streamed body, the client's own connection may be the one that broke.
              const gone = fault === 'never sent' || (fault === 'broken off' && isBuffered(request));
              if (gone) failed(url, service);
              if (gone && mayTryAnother(request, fault) && upstreams.next(service, tried) !== '') attempt();
              // A command may have been stored although its answer was lost: its client resends it, with its key.
              else refuse(reply, problemFor(fault, error));
            },
          });
        };
        attempt();
        return reply;
      },
    });
  }
}

/** Streams a body through, once, and no more of it than its route takes. */
function streamed({ headers }: FastifyRequest, payload: Readable, limit: number): Readable {
  if (Number(headers['content-length'] ?? 0) > limit) {
    payload.resume();
    throw new Refusal('TOO_LARGE', [`at most ${limit} bytes`]);
  }
  let length = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      done(length > limit ? new Refusal('TOO_LARGE', [`at most ${limit} bytes`]) : null, chunk);
    },
  });
  payload.on('error', (error) => counted.destroy(error));
  counted.on('error', () => payload.resume());
  return payload.pipe(counted);
}

function isBuffered({ body }: FastifyRequest): boolean {
  return body === undefined || body === null || Buffer.isBuffer(body);
}

function bufferedBody({ body, headers }: FastifyRequest): { readonly body?: Buffer; readonly contentType?: string } {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  return { body, contentType: headers['content-type'] ?? 'application/octet-stream' };
}

/**
 * The headers for a service. The gateway sets correlation, trace and the client's address itself and drops what a client says of them,
 * as well as headers that concern the client's connection alone.
 */
function forwardedHeaders(request: FastifyRequest, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { traceparent: _1, tracestate: _2, expect: _3, forwarded: _4, 'x-operator-key': _5, ...others } = headers;
  const kept = Object.fromEntries(
    Object.entries(others).filter(
      ([name]) =>
        !name.startsWith('x-forwarded-') &&
        !(SAFE_METHODS.has(request.method) && (name === 'content-length' || name === 'transfer-encoding')),
    ),
  );
  return {
    ...kept,
    ...traceHeaders(request),
    'x-forwarded-for': request.ip,
    'x-correlation-id': correlationOf(request),
  };
}

function mayTryAnother(request: FastifyRequest, fault: ReturnType<typeof connectionFault>): boolean {
  // A streamed body cannot be sent twice.
  if (!isBuffered(request)) return false;
  if (fault === 'never sent') return true;
  return SAFE_METHODS.has(request.method) || request.headers['idempotency-key'] !== undefined;
}

function problemFor(fault: ReturnType<typeof connectionFault>, error: unknown): unknown {
  const cause = member(error, 'cause');
  if (cause instanceof Refusal) return cause;
  return fault === undefined ? error : new Refusal(fault === 'late' ? 'TIMED_OUT' : 'UNAVAILABLE');
}

/** Answers with a problem. */
export function refuse(reply: FastifyReply, error: unknown): void {
  const { problem, headers } = problemOf(error, correlationOf(reply.request));
  void reply.status(problem.status).headers(headers).type('application/problem+json').send(problem);
}
