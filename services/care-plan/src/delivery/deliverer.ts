import { subscribe, type Release, type StoredEvent, type Subscription } from '@carethread/event-sourcing';
import type { ServiceRuntime } from '@carethread/runtime';
import { endpoint } from '../domain/endpoint/decider.js';
import { providerNotices } from '../views/provider-notices.js';
import { raiseAlarm } from './alarms.js';
import { bucketOf } from './buckets.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DueTimes } from './due-times.js';
import type { Run } from './run.js';
import { Slots } from './slots.js';
import { TrackedEndpoints } from './tracked-endpoints.js';

/** Attempts under way at once in a process. */
const MOST_AT_ONCE = 256;
/** What lies further ahead is looked at again then: no timer waits for weeks. */
const LONGEST_WAIT_MS = 60_000;
/** How long it waits for a log that is away, in milliseconds. */
const RETRY_MS = 1_000;
const PREFIX = `${endpoint.category}-`;

/** Sends webhooks from this process, for those of the sixteen parts of the organisations whose leases it holds. */
export class Deliverer {
  static readonly #ofRuntime = new WeakMap<ServiceRuntime, Deliverer>();
  readonly #buckets = new Map<number, TrackedEndpoints>();
  /** In which part an endpoint is: its provider never changes. */
  readonly #bucketOf = new Map<string, number>();
  readonly #due = new DueTimes();
  readonly #metrics = new DeliveryMetrics();
  readonly #slots = new Slots<Run>(MOST_AT_ONCE, (run) => void run.pump());
  #timer: NodeJS.Timeout | undefined;
  #known: Promise<void> | undefined;
  /** It gave up its last part: what that part rested on is being ended. */
  #ending: Promise<void> | undefined;
  #ends: readonly (() => void)[] = [];
  #subscription: Subscription | undefined;

  private constructor(readonly runtime: ServiceRuntime) {}

  static of(runtime: ServiceRuntime): Deliverer {
    const known = Deliverer.#ofRuntime.get(runtime) ?? new Deliverer(runtime);
    Deliverer.#ofRuntime.set(runtime, known);
    return known;
  }

  /** Takes a part; the endpoints of it are looked at while the process goes on starting. */
  async take(bucket: number): Promise<Release> {
    await this.#ending;
    const tracked = new TrackedEndpoints(this.runtime, {
      runtime: this.runtime,
      slots: this.#slots,
      due: (name, at) => this.#dueAt(name, at),
      attempted: (outcome) => this.#metrics.attempted(outcome),
      alarm: (run, alarm) => raiseAlarm(this.runtime, run.target, alarm, run.delivery?.failingSince),
    });
    this.#buckets.set(bucket, tracked);
    if (this.#buckets.size === 1) this.#begin();
    void this.#lookAtAll(bucket, tracked);
    return async () => {
      this.#buckets.delete(bucket);
      if (this.#buckets.size === 0) await (this.#ending = this.#end());
      await tracked.stop();
    };
  }

  #begin(): void {
    const { views } = this.runtime;
    this.#ends = [
      this.#metrics.observe(() => this.#runs()),
      views.onFolded(providerNotices, (keys) => {
        for (const tracked of this.#buckets.values()) tracked.wake(keys);
      }),
    ];
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const end of this.#ends) end();
    this.#ends = [];
    await this.#known?.catch(() => undefined);
    this.#known = undefined;
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }

  *#runs(): Generator<Run> {
    for (const tracked of this.#buckets.values()) yield* tracked.runs();
  }

  async #lookAtAll(bucket: number, tracked: TrackedEndpoints): Promise<void> {
    while (this.#buckets.get(bucket) === tracked)
      try {
        this.#known ??= this.#learn();
        await this.#known;
        for (const [id, of] of this.#bucketOf)
          if (of === bucket && this.#buckets.get(bucket) === tracked) await tracked.look(id);
        return;
      } catch {
        this.#known = undefined;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
  }

  /** Which endpoints there are; from then on the log says what becomes of them. */
  async #learn(): Promise<void> {
    const { log, subjects } = this.runtime;
    const { position } = await log.head();
    await this.runtime.decisionViewsCurrent();
    for (const id of await subjects.ids(endpoint.category)) await this.#place(id);
    this.#subscription ??= subscribe({ log, from: position, handle: (events) => this.#follow(events) });
  }

  async #place(id: string): Promise<number> {
    const known = this.#bucketOf.get(id);
    if (known !== undefined) return known;
    const { state } = await this.runtime.commands.load(endpoint, id);
    const bucket = bucketOf(state.providerId);
    this.#bucketOf.set(id, bucket);
    return bucket;
  }

  async #follow(events: readonly StoredEvent[]): Promise<void> {
    const changed = new Set(
      events.flatMap(({ event }) => (event.stream.startsWith(PREFIX) ? event.stream.slice(PREFIX.length) : [])),
    );
    if (changed.size === 0) return;
    // Streams in memory are as new as the views: another replica may have changed them.
    await this.runtime.decisionViewsCurrent();
    for (const id of changed) await this.#buckets.get(await this.#place(id))?.look(id);
  }

  #dueAt(name: string, at: number | undefined): void {
    if (at === undefined) this.#due.delete(name);
    else this.#due.set(name, at);
    this.#arm();
  }

  /** One timer for everything that waits. */
  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#due.next();
    if (next === undefined || this.#buckets.size === 0) return;
    const wait = Math.min(Math.max(next - Date.now(), 0), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      for (const name of this.#due.due(Date.now())) for (const tracked of this.#buckets.values()) tracked.due(name);
      this.#arm();
    }, wait).unref();
  }
}
