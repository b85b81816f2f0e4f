import httpProxy from '@fastify/http-proxy';
import { Refusal } from '@carethread/contracts';
import { correlationOf, problemOf, tracing, type Settings } from '@carethread/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Upstreams } from './upstreams.js';

export interface PassingOn {
  /** Service names by the first segment of their paths. */
  readonly services: ReadonlyMap<string, string>;
  readonly upstreams: Upstreams;
  readonly settings: Pick<Settings, 'requestTimeout' | 'bodyLimit'>;
  /** A copy did not answer. */
  readonly failed: (url: string, service: string) => void;
}

/** Nothing of the request can have arrived there. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);
/** It may have arrived, and even have taken effect. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Passes requests on to a copy of the service that the path names, and to another copy where one is gone: whenever nothing was sent
 * yet, and also after the connection broke where a second time does no harm, as with reads and commands with their key.
 */
export async function passOn(server: FastifyInstance, passing: PassingOn): Promise<void> {
  const { services, upstreams, settings, failed } = passing;
  await server.register(async (scope) => {
    keepBodies(scope, settings.bodyLimit);
    for (const [path, service] of services)
      await scope.register(httpProxy, {
        upstream: '',
        prefix: `/${path}`,
        rewritePrefix: `/${path}`,
        proxyPayloads: false,
        replyOptions: { getUpstream: () => upstreams.next(service) },
        handler: (request, reply, dest, options) => {
          const tried = new Set<string>();
          const attempt = (): void => {
            const url = upstreams.next(service, tried);
            tried.add(url);
            void reply.from(dest, {
              ...options,
              ...replayed(request),
              timeout: settings.requestTimeout,
              getUpstream: () => url,
              rewriteRequestHeaders: (_, headers) => ownHeaders(request, headers),
              onError: (_, { error }) => {
                failed(url, service);
                if (mayTryAnother(request, error) && upstreams.next(service, tried) !== '') attempt();
                // A command may have been stored although its answer was lost: whoever sent it sends it again, with its key.
                else refuse(reply, isTransport(error) ? new Refusal('UNAVAILABLE') : error);
              },
            });
          };
          attempt();
          return reply;
        },
      });
  });
}

/** Bodies are held until they are answered, so that another copy can be given them; what is larger flows through, once. */
function keepBodies(scope: FastifyInstance, limit: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    return length <= limit ? Buffer.concat((await payload.toArray()) as Buffer[]) : payload;
  });
}

function replayed({ body, headers }: FastifyRequest): { readonly body?: Buffer; readonly contentType?: string } {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  return { body, contentType: headers['content-type'] ?? 'application/octet-stream' };
}

/** A correlation, and a trace, are the platform's own: a client's go no further. */
function ownHeaders<Headers extends object>(request: FastifyRequest, headers: Headers): Headers {
  const { traceparent: _, tracestate: __, ...others } = headers as Headers & Record<string, unknown>;
  const correlationId = correlationOf(request);
  const traceparent = tracing.traceparent(correlationId);
  return {
    ...others,
    'x-correlation-id': correlationId,
    ...(traceparent === undefined ? {} : { traceparent }),
  } as unknown as Headers;
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { readonly code?: string; readonly cause?: unknown };
  return (cause as { readonly code?: string } | undefined)?.code ?? code ?? '';
}

function isTransport(error: unknown): boolean {
  return (
    NEVER_SENT.has(codeOf(error)) ||
    BROKEN_OFF.has(codeOf(error)) ||
    (error as { readonly code?: string }).code?.startsWith('FST_REPLY_FROM') === true
  );
}

function mayTryAnother(request: FastifyRequest, error: unknown): boolean {
  // What flowed through is gone.
  if (request.body !== undefined && request.body !== null && !Buffer.isBuffer(request.body)) return false;
  if (NEVER_SENT.has(codeOf(error))) return true;
  return (
    BROKEN_OFF.has(codeOf(error)) && (READING.has(request.method) || request.headers['idempotency-key'] !== undefined)
  );
}

/** Answers with a problem. */
export function refuse(reply: FastifyReply, error: unknown): void {
  const { problem, headers } = problemOf(error, correlationOf(reply.request));
  void reply.status(problem.status).headers(headers).type('application/problem+json').send(problem);
}
