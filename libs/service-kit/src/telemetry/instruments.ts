import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/**
 * Every figure that a process tells, named in this one place: by service, method, code and part; no path, no id, nothing
 * personal. `/metrics` shows them to Prometheus, and a collector is sent the very same (docs/how-to/observe.md).
 */
export class Instruments {
  readonly registry = new Registry();
  readonly #refreshing: (() => Promise<void>)[] = [];

  readonly requests = this.#counter('carethread_requests_total', 'Requests answered', ['service', 'method', 'status']);
  readonly durations = this.#histogram('carethread_request_seconds', 'Time to answer', ['service', 'method'], SECONDS);
  readonly answers = this.#counter(
    'carethread_answers_total',
    'What routes answered: commands, reads, lists and queries by code (OK, or that of the refusal)',
    ['service', 'kind', 'code'],
  );
  readonly commands = this.#counter(
    'carethread_commands_total',
    'Commands decided, by who asked (http, policy, clock) and outcome (stored, nothing, resent, refused, failed)',
    ['service', 'by', 'outcome', 'code'],
  );
  readonly commandDurations = this.#histogram(
    'carethread_command_seconds',
    'Time to decide and store',
    ['service'],
    SECONDS,
  );
  readonly appends = this.#histogram(
    'carethread_append_events',
    'Events of one append',
    ['service'],
    [1, 2, 5, 10, 50],
  );
  readonly positions = this.#gauge('carethread_log_position', 'Events in the log', ['service']);
  readonly lags = this.#gauge(
    'carethread_subscription_lag',
    'Events not yet dealt with, by the copy that carries the duty',
    ['service', 'part'],
  );
  readonly stalled = this.#gauge(
    'carethread_subscription_stalled',
    '1 where a subscription stands at an event that it cannot handle',
    ['service', 'part'],
  );
  readonly unrelayed = this.#gauge(
    'carethread_oldest_unrelayed_seconds',
    'Age of the oldest event that the relay has not dealt with',
    ['service'],
  );
  readonly parked = this.#gauge('carethread_parked_facts', 'Facts that a policy gave up, waiting for a hand', [
    'service',
  ]);
  readonly overdue = this.#gauge(
    'carethread_obligations_overdue_seconds',
    'How long the clock has not done what fell due first',
    ['service'],
  );
  readonly undelivered = this.#gauge(
    'carethread_bus_lag',
    'Messages of the bus that this process has not stored yet',
    [],
  );
  readonly copies = this.#gauge(
    'carethread_upstream_copies',
    'Copies of a service that the front knows, by whether they are ready',
    ['service', 'ready'],
  );
  readonly figuresMissing = this.#counter(
    'carethread_figures_missing_total',
    'Times that a figure could not be read (a server away)',
    [],
  );

  /** What is looked up only when somebody asks. */
  refreshing(look: () => Promise<void>): void {
    this.#refreshing.push(look);
  }

  /** Brings every gauge up to date; what cannot be read now keeps nobody from the rest. */
  async refresh(): Promise<void> {
    await Promise.all(this.#refreshing.map((look) => look().catch(() => this.figuresMissing.inc())));
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
  #gauge(name: string, help: string, labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
  #histogram(name: string, help: string, labelNames: string[], buckets: number[]): Histogram {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
