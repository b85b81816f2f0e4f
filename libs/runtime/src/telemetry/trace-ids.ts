/** W3C trace ids, derived from ids that events carry anyway: no stored form changes for it. See ADR 0012. */

import { isId } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { createContextKey, type Context } from '@opentelemetry/api';

/** A correlation is a trace: the 16 bytes of its UUID. Undefined for what is no UUID. */
export function traceIdOf(correlationId: string): string | undefined {
  return isId(correlationId) ? correlationId.replaceAll('-', '') : undefined;
}

/**
 * The span in which a command's events were appended, by half of the command's id: the relay and policies derive it from the event
 * that they read later.
 */
export function appendSpanIdOf(commandId: string): string {
  return commandId.replaceAll('-', '').slice(16);
}

const TRACE_ID = createContextKey('carethread.trace-id');
const SPAN_ID = createContextKey('carethread.span-id');

/** A context in which the next span is given these ids; a span id is drawn at random where there is none. */
export function withIds(from: Context, traceId: string, spanId: string | undefined): Context {
  const traced = from.setValue(TRACE_ID, traceId);
  return spanId === undefined ? traced : traced.setValue(SPAN_ID, spanId);
}

function textIn(from: Context, key: symbol): string | undefined {
  const value = from.getValue(key);
  return typeof value === 'string' ? value : undefined;
}

/** What the SDK is started with. */
export const traceIds = {
  ofCorrelation: traceIdOf,
  ofContext: (active: Context): { readonly traceId?: string; readonly spanId?: string } =>
    present({ traceId: textIn(active, TRACE_ID), spanId: textIn(active, SPAN_ID) }),
};
