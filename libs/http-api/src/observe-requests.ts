import { headersOf, relatedTo, SCOPE, spanIn, startSpan } from '@carethread/runtime';
import { context, metrics, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { correlationOf } from './correlation.js';

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
/** Probes, figures and the platform's own routes: nobody's request. */
const OWN = /^\/(health|metrics|inner|test|\.well-known)(\/|\?|$)/;

/** The span of each request that is traced. */
const spans = new WeakMap<object, Span>();

/** Counts, times and traces every request. @param services service name by first path segment; anything else is the front's */
export function observeRequests(fastify: FastifyInstance, services: ReadonlyMap<string, string>): void {
  const meter = metrics.getMeter(SCOPE);
  const requests = meter.createCounter('carethread_requests_total', { description: 'Requests answered' });
  const durations = meter.createHistogram('carethread_request_seconds', {
    description: 'Time to answer',
    advice: { explicitBucketBoundaries: SECONDS },
  });
  const serviceOf = ({ url }: FastifyRequest): string => services.get(url.split(/[/?]/)[1] ?? '') ?? 'front';
  fastify.addHook('onRequest', (request, _, done) => {
    if (!OWN.test(request.url)) {
      const span = startRequest(request, serviceOf(request));
      if (span.isRecording()) spans.set(request, span);
    }
    done();
  });
  // Not sooner: the context is lost while the body arrives.
  fastify.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else context.with(trace.setSpan(ROOT_CONTEXT, span), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const service = serviceOf(request);
    requests.add(1, { service, method: request.method, status: reply.statusCode });
    durations.record(reply.elapsedTime / 1000, { service, method: request.method });
    endRequest(spans.get(request), reply.statusCode);
    done();
  });
}

/** The headers that name the span of a request to a service that is called because of it. */
export function traceHeaders(request: object): Record<string, string> {
  return headersOf(spans.get(request));
}

/** By the pattern of the route, never by the path as it was called. */
function startRequest(request: FastifyRequest, service: string): Span {
  const correlationId = correlationOf(request);
  const { method, routeOptions, headers } = request;
  const route = routeOptions.url ?? '(no route)';
  return startSpan({
    name: `${method} ${route}`,
    correlationId,
    kind: SpanKind.SERVER,
    attributes: { 'carethread.service': service, 'http.request.method': method, 'http.route': route },
    // The platform's own front sends in the correlation's trace. A stranger's trace is linked, not joined.
    ...relatedTo(correlationId, spanIn(headers)),
  });
}

function endRequest(span: Span | undefined, status: number): void {
  if (span === undefined) return;
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
