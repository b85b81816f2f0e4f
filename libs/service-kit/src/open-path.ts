import { Refusal } from '@carethread/contracts';
import { answerRefusal, isPathValue } from '@carethread/http-api';
import { textMember } from '@carethread/ledger';
import type { ServiceRuntime } from '@carethread/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Settings } from './settings/settings.js';

export interface OpenRequest {
  /** From the path. It is put in no log, no trace and no answer. */
  readonly token: string;
  /** What the client has already, by `If-None-Match`. */
  readonly known: string | undefined;
}

export interface OpenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A path of `OPEN_PATHS`, and what a service answers there. */
export interface OpenPath {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** How often a token may be used in an hour. */
  readonly hourly: number;
  /** Throws a Refusal: NOT_FOUND for every token that is not one of ours, whatever is wrong with it. */
  answer(runtime: ServiceRuntime, request: OpenRequest): Promise<OpenAnswer>;
}

const HOUR_MS = 3_600_000;

/** Serves the open paths of a service, each token so often an hour; without one that is valid an address is limited as everywhere. */
export async function serveOpenPaths(
  fastify: FastifyInstance,
  paths: readonly OpenPath[],
  runtime: ServiceRuntime,
  { mode }: Pick<Settings, 'mode'>,
): Promise<void> {
  // In a scope of their own: nothing of a body is read there, whatever its type.
  await fastify.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (__, payload, read) => {
      payload.resume();
      read(null, undefined);
    });
    for (const { method, path, hourly, answer } of paths) {
      const used = scope.createRateLimit({ max: hourly, timeWindow: HOUR_MS, keyGenerator: tokenKey });
      scope.route({
        method,
        url: path,
        handler: async (request, reply) => {
          try {
            const token = tokenOf(request);
            if (!isPathValue('token', token)) throw new Refusal('NOT_FOUND');
            const counted = mode === 'test' ? undefined : await used(request);
            if (counted?.isAllowed === false && counted.isExceeded) {
              void reply.header('Retry-After', String(counted.ttlInSeconds));
              throw new Refusal('TOO_MANY_REQUESTS');
            }
            const { status, headers, body } = await answer(runtime, { token, known: request.headers['if-none-match'] });
            return reply
              .status(status)
              .headers({ ...HEADERS, ...headers })
              .send(body);
          } catch (error) {
            return answerRefusal(request, reply.headers(HEADERS), error);
          }
        },
      });
    }
    done();
  });
}

/** The address of the page, which holds the token, is told to nobody. */
const HEADERS = { 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff', 'X-Robots-Tag': 'noindex' };

const tokenOf = ({ params }: FastifyRequest): string => textMember(params, 'token') ?? '';
const tokenKey = (request: FastifyRequest): string => createHash('sha256').update(tokenOf(request)).digest('hex');
