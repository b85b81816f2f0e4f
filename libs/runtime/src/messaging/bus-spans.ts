import type { BusMessage } from '@carethread/event-sourcing';
import type { Envelope, UnstampedEvent } from '@carethread/ledger';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  TraceFlags,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import { traceAppend } from '../telemetry/command-telemetry.js';
import { appendSpanOf, relatedTo, setFailed, spanIn, startSpan } from '../telemetry/spans.js';
import type { ContractMessage } from './contract-message.js';

/** The spans of one batch that the relay sends. */
export class SentSpans {
  readonly #spans: Span[] = [];

  constructor(readonly service: string) {}

  /** The messages of one event, with the trace context in their headers. */
  outgoing(event: Envelope, messages: readonly BusMessage[]): readonly BusMessage[] {
    const append = appendSpanOf(event);
    return append === undefined ? messages : messages.map((message) => this.#traced(event, message, append));
  }

  #traced({ correlationId }: Envelope, message: BusMessage, append: SpanContext): BusMessage {
    const contract = message.headers['ce_type'] ?? '';
    const span = startSpan({
      name: `relay ${contract}`,
      correlationId,
      kind: SpanKind.PRODUCER,
      attributes: {
        'carethread.service': this.service,
        'carethread.contract': contract,
        'messaging.destination.name': `${this.service}.events.v1`,
      },
      parent: append,
    });
    const recording = span.isRecording();
    if (recording) this.#spans.push(span);
    const named = recording ? span.spanContext() : { ...append, traceFlags: TraceFlags.NONE };
    const headers = { ...message.headers };
    propagation.inject(trace.setSpanContext(ROOT_CONTEXT, named), headers);
    return { ...message, headers };
  }

  /** Waits for the bus, and ends the spans of what was sent. */
  async sent(published: Promise<void>): Promise<void> {
    try {
      await published;
    } catch (error) {
      for (const span of this.#spans) setFailed(span, error);
      throw error;
    } finally {
      for (const span of this.#spans) span.end();
    }
  }
}

const origins = new WeakMap<ContractMessage, SpanContext>();

/** Keeps which span sent a contract, until the contract is stored. */
export function rememberOrigin(contract: ContractMessage, headers: Readonly<Record<string, string>>): void {
  const from = spanIn(headers);
  if (from !== undefined) origins.set(contract, from);
}

/** Contracts were stored as these events; `began` is by `performance.now()`. */
export function traceReceived(
  contracts: readonly ContractMessage[],
  events: readonly UnstampedEvent[],
  began: number,
): void {
  for (const [index, contract] of contracts.entries()) {
    const event = events[index];
    if (event === undefined) continue;
    const span = startSpan({
      name: `heard ${contract.type}`,
      correlationId: contract.correlationId,
      kind: SpanKind.CONSUMER,
      attributes: {
        'carethread.service': event.service,
        'carethread.contract': contract.type,
        'messaging.destination.name': `${contract.source}.events.v1`,
      },
      ...relatedTo(contract.correlationId, origins.get(contract)),
      began,
    });
    context.with(trace.setSpan(ROOT_CONTEXT, span), () => traceAppend(event, 1, began, true));
    span.end();
  }
}
