import { Refusal } from '@carethread/contracts';
import { present, type Envelope } from '@carethread/ledger';
import {
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanOptions,
} from '@opentelemetry/api';
import { appendSpanIdOf, traceIdOf, withIds } from './trace-ids.js';

/** The scope of every span and every metric of the platform. */
export const SCOPE = 'carethread';

export interface SpanStart {
  readonly name: string;
  readonly correlationId: string;
  readonly kind?: SpanKind;
  /** Names and codes only: never a person's id, path or word. */
  readonly attributes: Attributes;
  /** The span above; where absent, the active one if it is of the same trace. */
  readonly parent?: SpanContext | undefined;
  /** A span of somebody else's trace that led to this one. */
  readonly link?: SpanContext | undefined;
  /** Where others must be able to derive it. */
  readonly spanId?: string | undefined;
  /** By `performance.now()`; now, where absent. */
  readonly began?: number;
}

/** Starts a span in the trace that the correlation is. Without an SDK, and where the trace is not sampled, it records nothing. */
export function startSpan({ name, correlationId, kind, attributes, parent, link, spanId, began }: SpanStart): Span {
  const traceId = traceIdOf(correlationId);
  if (traceId === undefined) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
  const active = trace.getActiveSpan()?.spanContext();
  const above = parent ?? (active?.traceId === traceId ? active : undefined);
  const from = above === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, above);
  const options = present<SpanOptions>({
    kind,
    attributes,
    startTime: began === undefined ? undefined : performance.timeOrigin + began,
    links: link === undefined ? undefined : [{ context: link }],
  });
  return context.with(withIds(from, traceId, spanId), () => trace.getTracer(SCOPE).startSpan(name, options, from));
}

/** Does work in a span of its own, which is above the spans that start inside. */
export async function inSpan<T>(
  start: SpanStart,
  work: () => Promise<T>,
  ended: (span: Span, result: T) => void = () => undefined,
): Promise<T> {
  const span = startSpan(start);
  if (!span.isRecording()) return work();
  try {
    const result = await context.with(trace.setSpan(context.active(), span), work);
    ended(span, result);
    return result;
  } catch (error) {
    setFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A refusal is an answer; anything else is a fault, of which the span says the name and never the message. */
export function setFailed(span: Span, error: unknown): void {
  if (error instanceof Refusal) span.setAttribute('carethread.code', error.code);
  else {
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
}

/** The span in which an event was appended, perhaps by another replica and before a restart. */
export function appendSpanOf({
  correlationId,
  commandId,
}: Pick<Envelope, 'correlationId' | 'commandId'>): SpanContext | undefined {
  const traceId = traceIdOf(correlationId);
  return traceId === undefined
    ? undefined
    : { traceId, spanId: appendSpanIdOf(commandId), traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/** The span that headers name, as W3C has it; undefined where they name none. */
export function spanIn(headers: Readonly<Record<string, unknown>>): SpanContext | undefined {
  const found = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
  // What else a stranger's headers say of their trace goes no further.
  return found && { traceId: found.traceId, spanId: found.spanId, traceFlags: found.traceFlags, isRemote: true };
}

/** A span of another process or of an earlier time: above it, or beside it if it belongs to another trace. */
export function relatedTo(
  correlationId: string,
  span: SpanContext | undefined,
): { readonly parent?: SpanContext; readonly link?: SpanContext } {
  if (span === undefined) return {};
  return span.traceId === traceIdOf(correlationId) ? { parent: span } : { link: span };
}

/** The headers that name a span to the next process; none where it records nothing. */
export function headersOf(span: Span | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (span?.isRecording() === true) propagation.inject(trace.setSpan(ROOT_CONTEXT, span), headers);
  return headers;
}
