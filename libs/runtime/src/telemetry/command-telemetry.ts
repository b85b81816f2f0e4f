import type { UnstampedEvent } from '@carethread/ledger';
import { metrics, type Counter, type Histogram } from '@opentelemetry/api';
import { failureOf } from '../failure.js';
import type { CommandEnvelope } from '../write-side/command-envelope.js';
import type { CommandOutcome } from '../write-side/loaded-stream.js';
import { inSpan, SCOPE, startSpan } from './spans.js';
import { appendSpanIdOf } from './trace-ids.js';

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];
const EVENTS = [1, 2, 5, 10, 50];

/** What is counted and traced where every command of a service passes. */
export class CommandTelemetry {
  readonly #commands: Counter;
  readonly #durations: Histogram;
  readonly #appends: Histogram;

  constructor(readonly service: string) {
    const meter = metrics.getMeter(SCOPE);
    this.#commands = meter.createCounter('carethread_commands_total', {
      description: 'Commands decided, by who sent them (http, policy, clock) and outcome',
    });
    this.#durations = meter.createHistogram('carethread_command_seconds', {
      description: 'Time to decide and store',
      advice: { explicitBucketBoundaries: SECONDS },
    });
    this.#appends = meter.createHistogram('carethread_append_events', {
      description: 'Events of one append',
      advice: { explicitBucketBoundaries: EVENTS },
    });
  }

  async observe(envelope: CommandEnvelope, work: () => Promise<CommandOutcome>): Promise<CommandOutcome> {
    const { service } = this;
    const by = senderOf(envelope);
    const began = performance.now();
    try {
      const outcome = await inSpan(
        {
          name: `command ${envelope.decider.category} ${envelope.command.type}`,
          correlationId: envelope.correlationId,
          attributes: { 'carethread.service': service },
        },
        work,
        (span, { resent, events }) => span.setAttribute('carethread.events', resent ? 0 : events.length),
      );
      const { resent, events } = outcome;
      const stored = !resent && events.length > 0;
      this.#commands.add(1, { service, by, outcome: resent ? 'resent' : stored ? 'stored' : 'nothing', code: '' });
      if (stored) this.#appends.record(events.length, { service });
      return outcome;
    } catch (error) {
      const { code = 'INTERNAL', broken = true } = failureOf(error) ?? {};
      this.#commands.add(1, { service, by, outcome: broken ? 'failed' : 'refused', code });
      throw error;
    } finally {
      this.#durations.record((performance.now() - began) / 1000, { service });
    }
  }
}

/** An append that has ended; `began` is by `performance.now()`. What was stored before has its span already. */
export function traceAppend(event: UnstampedEvent, count: number, began: number, stored: boolean): void {
  startSpan({
    name: `append ${event.stream.slice(0, event.stream.indexOf('-'))}`,
    correlationId: event.correlationId,
    attributes: {
      'carethread.service': event.service,
      'carethread.event': event.type,
      'carethread.events': stored ? count : 0,
    },
    spanId: stored ? appendSpanIdOf(event.commandId) : undefined,
    began,
  }).end();
}

function senderOf({ actor }: CommandEnvelope): string {
  if (actor.role !== 'SY') return 'http';
  return actor.userId === 'policy:clock' ? 'clock' : 'policy';
}
