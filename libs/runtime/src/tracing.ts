import type { BusMessage } from '@carethread/event-sourcing';
import type { Envelope, UnstampedEvent } from '@carethread/ledger';
import type { Policy, PolicyFact } from './definition.js';
import type { ContractMessage } from './messaging/contract-message.js';
import type { CommandEnvelope } from './write-side/command-envelope.js';
import type { CommandOutcome } from './write-side/loaded-stream.js';

/** An HTTP request, as far as its trace goes: the method and the pattern of its route, never the path as it was called. */
export interface TracedRequest {
  readonly correlationId: string;
  readonly service: string;
  readonly method: string;
  readonly route: string;
  /** What came in; outside the platform's own front, somebody else's. */
  readonly traceparent: string | undefined;
}

/** One batch that the relay sends. */
export interface Sending {
  /** The messages of one event, with the trace context in their headers. */
  outgoing(event: Envelope, messages: readonly BusMessage[]): readonly BusMessage[];
  /** Waits for the bus, and ends the spans of what was sent. */
  sent(published: Promise<void>): Promise<void>;
}

/**
 * What the runtime tells of a request on its way: HTTP → command → append → relay → heard → policy → command. Names and codes
 * only; a person's id, path or word is nothing that a span is given.
 */
export interface Tracing {
  requestBegan(request: TracedRequest): void;
  requestEnded(correlationId: string, status: number): void;
  /** The header for a request that goes on under the same correlation; undefined where it is not traced. */
  traceparent(correlationId: string): string | undefined;
  command(service: string, wish: CommandEnvelope, work: () => Promise<CommandOutcome>): Promise<CommandOutcome>;
  /** An append has ended; `began` is by `performance.now()`. */
  appended(event: UnstampedEvent, count: number, began: number, stored: boolean): void;
  sending(service: string): Sending;
  /** A contract has come from the bus, with these headers. */
  arrived(contract: ContractMessage, headers: Readonly<Record<string, string>>): void;
  /** Contracts were stored as these events. */
  heard(contracts: readonly ContractMessage[], events: readonly UnstampedEvent[], began: number): void;
  policy<T>(service: string, policy: Policy, fact: PolicyFact, work: () => Promise<T>): Promise<T>;
}

const NOTHING = (): void => undefined;
const UNTOUCHED: Sending = { outgoing: (_, messages) => messages, sent: (published) => published };

/** Where nobody listens. */
export const SILENT: Tracing = {
  requestBegan: NOTHING,
  requestEnded: NOTHING,
  traceparent: () => undefined,
  command: (_, __, work) => work(),
  appended: NOTHING,
  sending: () => UNTOUCHED,
  arrived: NOTHING,
  heard: NOTHING,
  policy: (_, __, ___, work) => work(),
};

/** The process's one tracing: a process has one collector, whatever runs in it. */
export let tracing: Tracing = SILENT;

export function setTracing(wanted: Tracing): void {
  tracing = wanted;
}
