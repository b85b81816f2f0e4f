import type { FastifyInstance } from 'fastify';
import { continueWhenLetIn } from './awaited-body.js';
import { proxiesOf } from './client-address.js';
import type { EdgeLimits } from './edge-limits.js';
import { limitSockets } from './limited-sockets.js';
import { answerClientError } from './client-error.js';

type ServerSettings = Pick<
  EdgeLimits,
  'bodyLimit' | 'requestTimeout' | 'headersTimeout' | 'sockets' | 'halfOpen' | 'trustedProxies' | 'mode'
>;

/** How often Node looks for requests that are late, in milliseconds: its own 30 s would add to every limit. */
const LOOK_MS = 1_000;
/** How long after a request had to be answered a client may still read it without taking a byte, in milliseconds. */
const READING_MS = 30_000;

/** How a server of the platform listens: what may arrive, how large, and how slowly. */
export function serverOptions(settings: ServerSettings, behindGateway: boolean) {
  return {
    logger: false,
    bodyLimit: settings.bodyLimit,
    clientErrorHandler: answerClientError,
    requestTimeout: settings.requestTimeout,
    // Test mode waits for the platform to come to rest, as long as a test likes.
    connectionTimeout: settings.mode === 'test' ? 0 : settings.requestTimeout + READING_MS,
    trustProxy: proxiesOf(settings.trustedProxies, behindGateway),
    http: {
      headersTimeout: Math.min(settings.headersTimeout, settings.requestTimeout),
      connectionsCheckingInterval: LOOK_MS,
    },
    // What is longer is no id of ours: it is answered like any other that is not there.
    routerOptions: { maxParamLength: 20_000 },
  } as const;
}

/** What a server keeps to, whatever its routes. */
export function keepLimits(fastify: FastifyInstance, settings: ServerSettings): void {
  limitSockets(fastify.server, settings);
  continueWhenLetIn(fastify);
}
