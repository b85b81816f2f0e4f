import { Refusal } from '@carethread/contracts';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeLimits } from './edge-limits.js';
import { BytesInFlight } from './bytes-in-flight.js';
import { refusalAt } from './body-form.js';
import { countedAs } from './client-address.js';
import { correlationOf, isAskedByItself, type CorrelatedRequest } from './correlation.js';
import { problemOf } from './problem.js';
import type { Caller, TokenVerifier } from './tokens.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without a token, and outside every limit: cheap, and nobody's record. */
    readonly open?: 'always';
    /** Answered to callers with a valid token only. */
    readonly token?: 'required';
  }
}

export interface AdmittedRequest extends CorrelatedRequest {
  caller?: Caller;
}

export interface Admission {
  readonly settings: Pick<EdgeLimits, 'rate' | 'addressRate' | 'bytesInFlight' | 'bodyLimit' | 'mode'>;
  readonly verifier: Pick<TokenVerifier, 'verify'>;
  /** Whether the route that a request matched is one of the table, which all need a token. */
  readonly needsToken: (request: FastifyRequest) => boolean;
  /** Whether the body of a request is never held in memory as it comes. */
  readonly waitsInFile: (request: FastifyRequest) => boolean;
}

const WINDOW_MS = 60_000;
/** Clients that are counted at once; the least frequent drop out first. */
const COUNTED = 50_000;

interface Counted {
  readonly isExceeded?: boolean;
  readonly ttlInSeconds?: number;
}

/**
 * What every request meets before a byte of its body is read: who calls, how often, and whether there is room for the body. A
 * request with a valid token counts against its subject alone, any other against its address: a flood from an address shuts
 * nobody out who has a token.
 */
export async function admit(
  fastify: FastifyInstance,
  { settings, verifier, needsToken, waitsInFile }: Admission,
): Promise<BytesInFlight> {
  await fastify.register(rateLimit, { global: false });
  const limit = (max: number, keyGenerator: (request: AdmittedRequest) => string) => {
    if (max === 0 || settings.mode === 'test') return (): Promise<Counted> => Promise.resolve({});
    // `cache` is an option of the store, which the plugin's types leave out.
    const options = { max, timeWindow: WINDOW_MS, cache: COUNTED, keyGenerator };
    return fastify.createRateLimit(options);
  };
  const ofSubject = limit(settings.rate, senderOf);
  const ofAddress = limit(settings.addressRate, senderOf);
  const bytes = new BytesInFlight(settings.bytesInFlight);

  fastify.addHook('onRequest', async (request: AdmittedRequest, reply) => {
    const { config } = request.routeOptions;
    if (config.open === 'always') return;
    const callersOnly = config.token === 'required' || needsToken(request);
    // No cache on the way keeps personal data, and a browser does not guess another type.
    if (callersOnly) void reply.headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    let refusal: unknown;
    try {
      request.caller = await verifier.verify(request.headers.authorization);
    } catch (error) {
      refusal = error;
    }
    const counted = isAskedByItself() ? {} : await (request.caller === undefined ? ofAddress : ofSubject)(request);
    if ('isExceeded' in counted && counted.isExceeded === true) {
      void reply.header('Retry-After', String(counted.ttlInSeconds ?? 1));
      return answerRefusal(request, reply, new Refusal('TOO_MANY_REQUESTS'));
    }
    if (refusal !== undefined && callersOnly) return answerRefusal(request, reply, refusal);
  });

  fastify.addHook('preParsing', (request: AdmittedRequest, reply, _, done) => {
    const size = waitsInFile(request) ? 0 : announced(request, settings.bodyLimit);
    // The reader of the body refuses one that is too large.
    const giveBack =
      size === 0 || size > settings.bytesInFlight ? () => undefined : bytes.take(senderOf(request), size);
    if (giveBack === undefined) {
      void reply.header('Retry-After', '1');
      void answerRefusal(request, reply, new Refusal('UNAVAILABLE'));
      return;
    }
    if (size > 0) reply.raw.once('close', giveBack);
    done();
  });
  return bytes;
}

/** By whom a request is counted. */
export function senderOf(request: AdmittedRequest): string {
  const { caller } = request;
  return caller === undefined ? countedAs(request.ip) : `${caller.tenantId} ${caller.userId}`;
}

/** How many bytes a body may take in memory. */
function announced({ headers }: FastifyRequest, limit: number): number {
  if (headers['transfer-encoding'] !== undefined) return limit;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(length) ? Math.min(length, limit) : 0;
}

/** Answers with a problem, from wherever no filter would make one. */
export function answerRefusal(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const correlationId = correlationOf(request);
  const { problem, headers } = problemOf(error, correlationId);
  const { type, body } = refusalAt(request, problem);
  return reply
    .status(problem.status)
    .headers({ ...headers, 'X-Correlation-Id': correlationId })
    .type(type)
    .send(body);
}
