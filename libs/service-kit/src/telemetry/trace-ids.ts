/** W3C trace context, worked out from ids that events carry anyway: no stored form changes for it. See ADR 0012. */

import { isId } from '@carethread/contracts';

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A place in a trace that another process told of. */
export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

/** A correlation is a trace: the 16 bytes of its UUID. Undefined for what is no UUID. */
export function traceIdOf(correlationId: string): string | undefined {
  return isId(correlationId) ? correlationId.replaceAll('-', '') : undefined;
}

/**
 * The span in which a command's events were appended, by half of the command's id: whoever reads the event later (relay, policy)
 * knows it without being told.
 */
export function appendSpanIdOf(commandId: string): string {
  return commandId.replaceAll('-', '').slice(16);
}

/** The header as W3C has it; undefined where it is none, or points at nothing. */
export function readTraceparent(header: unknown): TracePlace | undefined {
  const [, traceId, spanId, flags] = (typeof header === 'string' ? TRACEPARENT.exec(header) : null) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

export function traceparent({ traceId, spanId, sampled }: TracePlace): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
