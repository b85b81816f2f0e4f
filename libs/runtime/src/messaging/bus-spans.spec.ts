import type { BusMessage } from '@carethread/event-sourcing';
import type { Envelope, UnstampedEvent } from '@carethread/ledger';
import { context, propagation, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import { traceIds } from '../telemetry/trace-ids.js';
import { rememberOrigin, SentSpans, traceReceived } from './bus-spans.js';
import type { ContractMessage } from './contract-message.js';

const correlationId = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736';
const traceId = correlationId.replaceAll('-', '');
const commandId = '00000000-0000-4000-8000-00f067aa0ba9';
const append = '800000f067aa0ba9';
const event = { correlationId, commandId, service: 'care-plan', stream: 'heard-x', type: 'Heard' };
const message: BusMessage = { key: 'k', headers: { ce_type: 'care-plan.plan-suspended.v1' }, value: '{}' };

describe('spans over the bus', () => {
  let exporter: InMemorySpanExporter;
  let sdk: NodeSDK | undefined;

  function sample(ratio: number): void {
    exporter = new InMemorySpanExporter();
    const drawn = (length: number) => () => randomUUID().replaceAll('-', '').slice(0, length);
    sdk = new NodeSDK({
      autoDetectResources: false,
      sampler: new TraceIdRatioBasedSampler(ratio),
      idGenerator: {
        generateTraceId: () => traceIds.ofContext(context.active()).traceId ?? drawn(32)(),
        generateSpanId: () => traceIds.ofContext(context.active()).spanId ?? drawn(16)(),
      },
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
      logRecordProcessors: [],
      metricReaders: [],
    });
    sdk.start();
  }
  afterEach(async () => {
    for (const api of [trace, context, propagation]) api.disable();
    await sdk?.shutdown();
    sdk = undefined;
  });

  async function send(): Promise<string | undefined> {
    const spans = new SentSpans('care-plan');
    const [sent] = spans.outgoing(event as Envelope, [message]);
    await spans.sent(Promise.resolve());
    return sent?.headers['traceparent'];
  }

  it('go from the append that the event names, over the message, to the append of the neighbour', async () => {
    sample(1);
    const traceparent = (await send()) ?? '';
    const contract = { correlationId, type: 'care-plan.plan-suspended.v1', source: 'care-plan' } as ContractMessage;
    rememberOrigin(contract, { traceparent });
    traceReceived([contract], [event as UnstampedEvent], performance.now());
    const [relayed, stored, heard] = exporter.getFinishedSpans();
    expect([relayed, heard, stored].map((span) => span?.name)).toEqual([
      'relay care-plan.plan-suspended.v1',
      'heard care-plan.plan-suspended.v1',
      'append heard',
    ]);
    expect(relayed?.parentSpanContext?.spanId).toBe(append);
    expect(traceparent).toBe(`00-${traceId}-${relayed?.spanContext().spanId}-01`);
    expect(heard?.parentSpanContext?.spanId).toBe(relayed?.spanContext().spanId);
    expect(stored?.parentSpanContext?.spanId).toBe(heard?.spanContext().spanId);
    expect(stored?.spanContext()).toMatchObject({ traceId, spanId: append });
  });

  it('say to others of a trace that is not kept where it stands, and that it is not', async () => {
    sample(0);
    expect(await send()).toBe(`00-${traceId}-${append}-00`);
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  it('leave messages as they are where there is no collector', async () => {
    expect(await send()).toBeUndefined();
  });
});
