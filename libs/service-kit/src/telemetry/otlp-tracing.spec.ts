import { emptyResource } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { Refusal } from '@carethread/contracts';
import { randomUUID } from 'node:crypto';
import { OtlpTracing } from './otlp-tracing.js';
import { readTraceparent, traceparent } from './trace-ids.js';

function tracingOf(ratio: number): { tracing: OtlpTracing; spans: () => readonly ReadableSpan[] } {
  const exporter = new InMemorySpanExporter();
  return {
    tracing: new OtlpTracing(ratio, emptyResource(), [new SimpleSpanProcessor({ exporter })]),
    spans: () => exporter.getFinishedSpans(),
  };
}
const request = (correlationId: string, header?: string): Parameters<OtlpTracing['requestBegan']>[0] => ({
  correlationId,
  service: 'consent',
  method: 'POST',
  route: '/consent/plans/:planId/withdrawal',
  traceparent: header,
});

describe('spans', () => {
  it('every process keeps or drops the same traces, by the correlation alone', () => {
    const [one, other] = [tracingOf(0.3), tracingOf(0.3)];
    const correlations = Array.from({ length: 400 }, () => randomUUID());
    for (const { tracing } of [one, other])
      for (const id of correlations) {
        tracing.requestBegan(request(id));
        tracing.requestEnded(id, 200);
      }
    const kept = one.spans().map((span) => span.spanContext().traceId);
    expect(other.spans().map((span) => span.spanContext().traceId)).toEqual(kept);
    expect(kept.length).toBeGreaterThan(60);
    expect(kept.length).toBeLessThan(200);
  });

  it('a request of the platform’s own front goes on under it; a stranger’s trace is a link', () => {
    const { tracing, spans } = tracingOf(1);
    const [own, strange] = [randomUUID(), randomUUID()];
    const place = { traceId: own.replaceAll('-', ''), spanId: '00f067aa0ba902b7', sampled: true };
    tracing.requestBegan(request(own, traceparent(place)));
    tracing.requestBegan(request(strange, traceparent(place)));
    expect(readTraceparent(tracing.traceparent(strange))?.traceId).toBe(strange.replaceAll('-', ''));
    tracing.requestEnded(own, 201);
    tracing.requestEnded(strange, 201);
    const [first, second] = spans();
    expect(first?.parentSpanContext?.spanId).toBe(place.spanId);
    expect(second?.parentSpanContext).toBeUndefined();
    expect(second?.links.map(({ context }) => context.traceId)).toEqual([place.traceId]);
  });

  it('a refused command is no fault; a fault tells its name and nothing that it said', async () => {
    const { tracing, spans } = tracingOf(1);
    const id = randomUUID();
    const wish = {
      correlationId: id,
      causationId: id,
      commandId: id,
      decider: { category: 'careConsent' },
      command: { type: 'WithdrawConsent' },
    } as Parameters<OtlpTracing['command']>[1];
    for (const error of [new Refusal('WITNESS_REQUIRED'), new TypeError('a word of the record')])
      await expect(tracing.command('consent', wish, () => Promise.reject(error))).rejects.toBe(error);
    expect(spans().map(({ attributes, status }) => [attributes, status])).toEqual([
      [{ 'carethread.service': 'consent', 'carethread.code': 'WITNESS_REQUIRED' }, { code: 0 }],
      [{ 'carethread.service': 'consent', 'error.type': 'TypeError' }, { code: 2 }],
    ]);
  });
});
