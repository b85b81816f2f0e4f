import { Refusal } from '@carethread/contracts';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import { headersOf, inSpan, relatedTo, spanIn, startSpan, type SpanStart } from './spans.js';
import { traceIds } from './trace-ids.js';

let exporter: InMemorySpanExporter;
let sdk: NodeSDK;

function sample(ratio: number): void {
  exporter = new InMemorySpanExporter();
  const draw = (): string => randomUUID().replaceAll('-', '').slice(16);
  sdk = new NodeSDK({
    autoDetectResources: false,
    sampler: new TraceIdRatioBasedSampler(ratio),
    idGenerator: {
      generateTraceId: () => traceIds.ofContext(context.active()).traceId ?? 'drawn',
      generateSpanId: () => traceIds.ofContext(context.active()).spanId ?? draw(),
    },
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    logRecordProcessors: [],
    metricReaders: [],
  });
  sdk.start();
}
async function stop(): Promise<void> {
  for (const api of [trace, metrics, context, propagation]) api.disable();
  await sdk.shutdown();
}
const finished = (): readonly ReadableSpan[] => exporter.getFinishedSpans();
const step = (correlationId: string, more: Partial<SpanStart> = {}): SpanStart => ({
  name: 'step',
  correlationId,
  attributes: {},
  ...more,
});
const traceOf = (id: string): string => id.replaceAll('-', '');

describe('spans', () => {
  afterEach(stop);

  it('every process keeps or drops the same traces, by the correlation alone', async () => {
    const correlations = Array.from({ length: 400 }, () => randomUUID());
    const kept: string[][] = [];
    for (const _ of ['one process', 'another']) {
      sample(0.3);
      for (const id of correlations) startSpan(step(id)).end();
      kept.push(finished().map((span) => span.spanContext().traceId));
      await stop();
    }
    sample(1);
    expect(kept[1]).toEqual(kept[0]);
    expect(kept[0]?.length).toBeGreaterThan(60);
    expect(kept[0]?.length).toBeLessThan(200);
  });

  it('a span of the same trace is above it; a stranger’s trace is a link', () => {
    sample(1);
    const [own, strange] = [randomUUID(), randomUUID()];
    const from = spanIn({ traceparent: `00-${traceOf(own)}-00f067aa0ba902b7-01`, tracestate: 'a=b' });
    const spans = [own, strange].map((id) => startSpan(step(id, relatedTo(id, from))));
    expect(headersOf(spans[1])['traceparent']).toMatch(new RegExp(`^00-${traceOf(strange)}-[0-9a-f]{16}-01$`));
    for (const span of spans) span.end();
    const [first, second] = finished();
    expect(first?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    expect(second?.parentSpanContext).toBeUndefined();
    expect(second?.links.map(({ context: { traceId, traceState } }) => [traceId, traceState])).toEqual([
      [traceOf(own), undefined],
    ]);
  });

  it('what happens inside is under it, unless it is of another correlation', async () => {
    sample(1);
    const [id, other] = [randomUUID(), randomUUID()];
    await inSpan(step(id, { name: 'above' }), async () => {
      await Promise.resolve();
      startSpan(step(id, { name: 'inside', spanId: '00f067aa0ba902b7' })).end();
      startSpan(step(other, { name: 'elsewhere' })).end();
    });
    const [inside, elsewhere, above] = finished();
    expect(inside?.parentSpanContext?.spanId).toBe(above?.spanContext().spanId);
    expect(inside?.spanContext()).toMatchObject({ traceId: traceOf(id), spanId: '00f067aa0ba902b7' });
    expect(elsewhere?.parentSpanContext).toBeUndefined();
  });

  it('a refused command is no fault; a fault says its name and nothing that it said', async () => {
    sample(1);
    for (const error of [new Refusal('WITNESS_REQUIRED'), new TypeError('a word of the record')])
      await expect(inSpan(step(randomUUID()), () => Promise.reject(error))).rejects.toBe(error);
    expect(finished().map(({ attributes, status }) => [attributes, status])).toEqual([
      [{ 'carethread.code': 'WITNESS_REQUIRED' }, { code: 0 }],
      [{ 'error.type': 'TypeError' }, { code: 2 }],
    ]);
  });
});
