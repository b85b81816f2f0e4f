import { Refusal } from '@carethread/contracts';
import type { BusMessage } from '@carethread/event-sourcing';
import type { Envelope, UnstampedEvent } from '@carethread/ledger';
import {
  ROOT_CONTEXT,
  SamplingDecision,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { Policy, PolicyFact } from '@carethread/runtime';
import type { HeardContract } from '@carethread/runtime';
import type { CommandEnvelope } from '@carethread/runtime';
import type { CommandOutcome } from '@carethread/runtime';
import { appendSpanIdOf, readTraceparent, traceIdOf, traceparent, type TracePlace } from './trace-ids.js';
import type { Sending, TracedRequest, Tracing } from '@carethread/runtime';

interface Begun {
  readonly name: string;
  readonly traceId: string;
  readonly kind?: SpanKind;
  readonly attributes: Attributes;
  readonly parent?: SpanContext | undefined;
  readonly link?: TracePlace | undefined;
  /** Where others must be able to work it out. */
  readonly spanId?: string | undefined;
  /** By `performance.now()`; now, where absent. */
  readonly began?: number;
}

/** Requests in flight that are remembered at most: beyond, somebody ends none of them. */
const MOST_OPEN = 10_000;

/** Spans by the OpenTelemetry SDK. What is not sampled costs one look at the correlation and nothing else. */
export class OtlpTracing implements Tracing {
  readonly provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #sampler: TraceIdRatioBasedSampler;
  readonly #ids = new RandomIdGenerator();
  /** What the next span is to be called: its ids are worked out, not drawn. */
  #next: { readonly traceId: string; readonly spanId: string | undefined } | undefined;
  readonly #requests = new Map<string, Span>();
  readonly #policies = new Map<string, SpanContext>();
  readonly #commands = new Map<string, SpanContext>();
  readonly #arrivals = new WeakMap<HeardContract, TracePlace>();

  constructor(ratio: number, resource: Resource, spanProcessors: SpanProcessor[]) {
    this.#sampler = new TraceIdRatioBasedSampler(ratio);
    this.provider = new TracerProvider({
      resource,
      spanProcessors,
      // Decided before a span is begun, see #sampled.
      sampler: new AlwaysOnSampler(),
      idGenerator: {
        generateTraceId: () => this.#next?.traceId ?? this.#ids.generateTraceId(),
        generateSpanId: () => this.#next?.spanId ?? this.#ids.generateSpanId(),
      },
    });
    this.#tracer = this.provider.getTracer('carethread');
  }

  /** The trace of a correlation, if it is kept: every process comes to the same answer, with no flag in any event. */
  #sampled(correlationId: string): string | undefined {
    const traceId = traceIdOf(correlationId);
    return traceId !== undefined &&
      this.#sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED
      ? traceId
      : undefined;
  }

  #begin({ name, traceId, kind = SpanKind.INTERNAL, attributes, parent, link, spanId, began }: Begun): Span {
    this.#next = { traceId, spanId };
    try {
      return this.#tracer.startSpan(
        name,
        {
          kind,
          attributes,
          ...(began === undefined ? {} : { startTime: performance.timeOrigin + began }),
          ...(link === undefined ? {} : { links: [{ context: contextOf(link) }] }),
        },
        parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent),
      );
    } finally {
      this.#next = undefined;
    }
  }

  requestBegan({ correlationId, service, method, route, traceparent: header }: TracedRequest): void {
    const traceId = this.#sampled(correlationId);
    if (traceId === undefined) return;
    const from = readTraceparent(header);
    // The platform's own front speaks in the correlation's trace. Anybody else's trace is theirs: told of, not joined.
    const own = from?.traceId === traceId;
    const span = this.#begin({
      name: `${method} ${route}`,
      traceId,
      kind: SpanKind.SERVER,
      attributes: { 'carethread.service': service, 'http.request.method': method, 'http.route': route },
      parent: own ? contextOf(from) : undefined,
      link: own ? undefined : from,
    });
    if (this.#requests.size >= MOST_OPEN) this.#requests.clear();
    this.#requests.set(correlationId, span);
  }

  requestEnded(correlationId: string, status: number): void {
    const span = this.#requests.get(correlationId);
    if (span === undefined) return;
    this.#requests.delete(correlationId);
    span.setAttribute('http.response.status_code', status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  traceparent(correlationId: string): string | undefined {
    const span = this.#requests.get(correlationId);
    return span === undefined ? undefined : traceparent(placeOf(span.spanContext()));
  }

  async command(service: string, wish: CommandEnvelope, work: () => Promise<CommandOutcome>): Promise<CommandOutcome> {
    const traceId = this.#sampled(wish.correlationId);
    if (traceId === undefined) return work();
    const parent =
      this.#policies.get(`${service} ${wish.causationId}`) ??
      (wish.causationId === wish.commandId ? this.#requests.get(wish.correlationId)?.spanContext() : undefined);
    const span = this.#begin({
      name: `command ${wish.decider.category} ${wish.command.type}`,
      traceId,
      attributes: { 'carethread.service': service },
      parent,
    });
    this.#commands.set(wish.commandId, span.spanContext());
    try {
      const outcome = await work();
      span.setAttribute('carethread.events', outcome.resent ? 0 : outcome.events.length);
      return outcome;
    } catch (error) {
      throw failed(span, error);
    } finally {
      this.#commands.delete(wish.commandId);
      span.end();
    }
  }

  appended(event: UnstampedEvent, count: number, began: number, stored: boolean): void {
    const traceId = this.#sampled(event.correlationId);
    if (traceId === undefined) return;
    this.#append(event, traceId, this.#commands.get(event.commandId), count, began, stored);
  }

  #append(
    event: UnstampedEvent,
    traceId: string,
    parent: SpanContext | undefined,
    count: number,
    began: number,
    stored: boolean,
  ): void {
    const category = event.stream.slice(0, event.stream.indexOf('-'));
    this.#begin({
      name: `append ${category}`,
      traceId,
      attributes: {
        'carethread.service': event.service,
        'carethread.event': event.type,
        'carethread.events': stored ? count : 0,
      },
      parent,
      // What was stored before has its span already.
      spanId: stored ? appendSpanIdOf(event.commandId) : undefined,
      began,
    }).end();
  }

  sending(service: string): Sending {
    const spans: Span[] = [];
    return {
      outgoing: (event, messages) =>
        messages.length === 0 ? messages : this.#outgoing(service, event, messages, spans),
      sent: async (published) => {
        try {
          await published;
        } catch (error) {
          for (const span of spans) failed(span, error);
          throw error;
        } finally {
          for (const span of spans) span.end();
        }
      },
    };
  }

  #outgoing(service: string, event: Envelope, messages: readonly BusMessage[], spans: Span[]): readonly BusMessage[] {
    const traceId = this.#sampled(event.correlationId);
    const from = appendSpanIdOf(event.commandId);
    if (traceId === undefined) {
      const unsampled = traceIdOf(event.correlationId);
      if (unsampled === undefined) return messages;
      return messages.map((message) => withTrace(message, { traceId: unsampled, spanId: from, sampled: false }));
    }
    const parent = contextOf({ traceId, spanId: from, sampled: true });
    return messages.map((message) => {
      const contract = message.headers['ce_type'] ?? '';
      const span = this.#begin({
        name: `relay ${contract}`,
        traceId,
        kind: SpanKind.PRODUCER,
        attributes: {
          'carethread.service': service,
          'carethread.contract': contract,
          'messaging.destination.name': `${service}.events.v1`,
        },
        parent,
      });
      spans.push(span);
      return withTrace(message, placeOf(span.spanContext()));
    });
  }

  arrived(contract: HeardContract, headers: Readonly<Record<string, string>>): void {
    if (this.#sampled(contract.correlationId) === undefined) return;
    const from = readTraceparent(headers['traceparent']);
    if (from !== undefined) this.#arrivals.set(contract, from);
  }

  heard(contracts: readonly HeardContract[], events: readonly UnstampedEvent[], began: number): void {
    for (const [index, contract] of contracts.entries()) {
      const traceId = this.#sampled(contract.correlationId);
      const event = events[index];
      if (traceId === undefined || event === undefined) continue;
      const from = this.#arrivals.get(contract);
      const own = from?.traceId === traceId;
      const span = this.#begin({
        name: `heard ${contract.type}`,
        traceId,
        kind: SpanKind.CONSUMER,
        attributes: {
          'carethread.service': event.service,
          'carethread.contract': contract.type,
          'messaging.destination.name': `${contract.source}.events.v1`,
        },
        parent: own ? contextOf(from) : undefined,
        link: own ? undefined : from,
        began,
      });
      this.#append(event, traceId, span.spanContext(), 1, began, true);
      span.end();
    }
  }

  async policy<T>(service: string, policy: Policy, fact: PolicyFact, work: () => Promise<T>): Promise<T> {
    const traceId = this.#sampled(fact.correlationId);
    if (traceId === undefined) return work();
    const span = this.#begin({
      name: `policy ${policy.name}`,
      traceId,
      attributes: { 'carethread.service': service, 'carethread.contract': fact.type },
      parent: contextOf({ traceId, spanId: appendSpanIdOf(fact.meta.commandId), sampled: true }),
    });
    const key = `${service} ${fact.id}`;
    this.#policies.set(key, span.spanContext());
    try {
      return await work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      if (this.#policies.get(key) === span.spanContext()) this.#policies.delete(key);
      span.end();
    }
  }
}

/** A refusal is an answer; anything else is a fault. Its name is told, never its message. */
function failed(span: Span, error: unknown): unknown {
  if (error instanceof Refusal) span.setAttribute('carethread.code', error.code);
  else {
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  return error;
}

function withTrace(message: BusMessage, place: TracePlace): BusMessage {
  return { ...message, headers: { ...message.headers, traceparent: traceparent(place) } };
}

function contextOf({ traceId, spanId, sampled }: TracePlace): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

function placeOf({ traceId, spanId, traceFlags }: SpanContext): TracePlace {
  return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
}
