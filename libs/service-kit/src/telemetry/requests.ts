import type { FastifyInstance, FastifyRequest } from 'fastify';
import { correlationOf, type CorrelatedRequest } from '@carethread/http-api';
import type { Instruments } from './instruments.js';
import { tracing } from '@carethread/runtime';

/** Probes, figures and the platform's own doors: nobody's request. */
const OWN = /^\/(health|metrics|inner|test|\.well-known)(\/|\?|$)/;

/** Counts, times and traces every request. @param services service name by first path segment; anything else is the front's */
export function observeRequests(
  fastify: FastifyInstance,
  instruments: Instruments,
  services: ReadonlyMap<string, string>,
): void {
  const serviceOf = ({ url }: FastifyRequest): string => services.get(url.split(/[/?]/)[1] ?? '') ?? 'front';
  fastify.addHook('onRequest', (request: CorrelatedRequest, _, done) => {
    if (!OWN.test(request.url))
      tracing.requestBegan({
        correlationId: correlationOf(request),
        service: serviceOf(request),
        method: request.method,
        route: request.routeOptions.url ?? '(no route)',
        traceparent: headerOf(request),
      });
    done();
  });
  fastify.addHook('onResponse', (request: CorrelatedRequest, reply, done) => {
    const service = serviceOf(request);
    instruments.requests.inc({ service, method: request.method, status: reply.statusCode });
    instruments.durations.observe({ service, method: request.method }, reply.elapsedTime / 1000);
    tracing.requestEnded(correlationOf(request), reply.statusCode);
    done();
  });
}

function headerOf({ headers }: FastifyRequest): string | undefined {
  const { traceparent } = headers;
  return typeof traceparent === 'string' ? traceparent : undefined;
}
