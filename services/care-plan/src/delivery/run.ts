import type { ServiceRuntime } from '@carethread/runtime';
import { EndpointDelivery, type Alarm, type Place, type StoredDelivery } from '@carethread/webhooks';
import type { NoticePlace } from '../notices/notice-place.js';
import { ACCEPTED, attempt, SKIPPED, type Target } from './attempt.js';
import { logDelivery } from './delivered-notice.js';
import type { Places } from './places.js';
import type { Slots } from './slots.js';
import { storedIn, textOf } from './stored-text.js';

/** What runs are given by whoever keeps them. */
export interface RunSite {
  readonly runtime: ServiceRuntime;
  readonly slots: Slots<Run>;
  /** When what has this name has something to do next; undefined: when it is told that something has come. */
  due(name: string, at: number | undefined): void;
  attempted(outcome: string): void;
  /** It says that it is gone, or has taken nothing for too long. */
  alarm(run: Run, alarm: Alarm | 'gone'): Promise<void>;
}

/** What a run is: an endpoint's own sequence, or something of it again. */
export interface RunPlan {
  /** Its checkpoint, and its entry among what is due. */
  readonly name: string;
  /** It begins after this place, where no checkpoint says otherwise. */
  readonly after: number;
  readonly places: Places;
  readonly isReplay: boolean;
}

/** What a checkpoint says of a replay that has come to its end. */
const DONE = 'done';
/** How long a run waits for a store that is away, in milliseconds of real time. */
const RETRY_MS = 1_000;

/** Sends one endpoint what is its, in its order: it drives an `EndpointDelivery` and does what that says. */
export class Run {
  #delivery: EndpointDelivery | undefined;
  readonly #held = new Map<number, NoticePlace>();
  #mayHaveMore = true;
  #isPumping = false;
  #again = false;
  #isStopping = false;
  #isOver = false;
  #notBefore = 0;
  readonly #attempts = new Set<Promise<void>>();

  constructor(
    readonly site: RunSite,
    readonly plan: RunPlan,
    public target: Target,
  ) {}

  get delivery(): EndpointDelivery | undefined {
    return this.#delivery;
  }

  /** When the oldest notice that waits was made. */
  get oldestAt(): string | undefined {
    const next = this.#delivery?.next;
    return next === undefined ? undefined : this.#held.get(next)?.at;
  }

  /** Something has come that it may have to send. */
  wake(): void {
    this.#mayHaveMore = true;
    void this.pump();
  }

  /** Does what is due now; one call at a time, and once more where it was called meanwhile. */
  async pump(): Promise<void> {
    this.#again = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#again && !this.#isStopping) {
      this.#again = false;
      try {
        await this.#step();
      } catch {
        this.#waitAWhile();
      }
    }
    this.#isPumping = false;
  }

  /** Takes nothing more and waits a moment for what is under way; what comes later is another replica's to repeat. */
  async stop(within: number): Promise<void> {
    this.#isStopping = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, within)));
    await Promise.race([Promise.all(this.#attempts), late]);
    clearTimeout(timer);
    this.#isOver = true;
    this.site.due(this.plan.name, undefined);
  }

  /** It is sent nothing for a while: how it failed before says nothing of how it will be then. */
  async forget(): Promise<void> {
    const stored = this.#delivery?.stored();
    if (stored === undefined) return;
    const place = placeIn(stored);
    await this.site.runtime.checkpoints.write(this.plan.name, place.next, textOf(place));
    await this.site.runtime.checkpoints.store();
  }

  async #step(): Promise<void> {
    if (Date.now() < this.#notBefore) return this.site.due(this.plan.name, this.#notBefore);
    const delivery = (this.#delivery ??= await this.#open());
    if (delivery === undefined) return;
    await this.#load(delivery);
    const alarms = delivery.alarms(Date.now());
    for (const alarm of alarms) await this.#raise(alarm);
    if (alarms.length > 0) await this.#store(delivery);
    const hadRoom = this.#send(delivery);
    if (delivery.waiting === 0 && delivery.busy === 0) await this.#rest(delivery);
    else if (this.#isStopping) this.site.due(this.plan.name, undefined);
    // What found no room is woken when there is some; it looks by itself as well, a while later.
    else this.site.due(this.plan.name, hadRoom ? delivery.dueAt() : Date.now() + RETRY_MS);
  }

  /** Undefined where a replay was done before. */
  async #open(): Promise<EndpointDelivery | undefined> {
    const { checkpoints, webhooks } = this.site.runtime;
    const position = await checkpoints.readAgain(this.plan.name);
    const text = await checkpoints.mark(this.plan.name);
    if (text === DONE) return undefined;
    const stored = position === 0 ? { next: this.plan.after + 1, sent: [] } : storedIn(position, text);
    this.#mayHaveMore = true;
    return new EndpointDelivery(wasSwitchedOff(stored) ? placeIn(stored) : stored, {
      random: Math.random,
      scale: webhooks.port?.retryScale ?? 1,
    });
  }

  async #load(delivery: EndpointDelivery): Promise<void> {
    while (this.#mayHaveMore && !this.#isStopping) {
      const wanted = delivery.wants();
      if (wanted === undefined) return;
      this.#mayHaveMore = false;
      const places = await this.plan.places(wanted.after, wanted.limit);
      for (const place of places) this.#held.set(place.seq, place);
      delivery.load(places.map(placeOf));
      if (places.length === wanted.limit) this.#mayHaveMore = true;
    }
  }

  /** Whether there was room for everything that is due. */
  #send(delivery: EndpointDelivery): boolean {
    while (!this.#isStopping) {
      if (!this.site.slots.take(this)) return false;
      const taken = delivery.take(Date.now());
      if (taken === undefined) {
        this.site.slots.give();
        return true;
      }
      const attempting = this.#attempt(delivery, taken.place, taken.attempt).finally(() => {
        this.#attempts.delete(attempting);
        this.site.slots.give();
        void this.pump();
      });
      this.#attempts.add(attempting);
    }
    return true;
  }

  async #attempt(delivery: EndpointDelivery, place: Place, nth: number): Promise<void> {
    const { runtime } = this.site;
    const { isReplay } = this.plan;
    try {
      const notice = this.#held.get(place.seq);
      if (notice === undefined) throw new Error('a place that was taken is held');
      const target = this.target;
      const result = await attempt(runtime, target, notice, nth, isReplay);
      // The lease is another replica's: it repeats what was under way here.
      if (this.#isOver) return;
      this.site.attempted(result.outcome);
      if (result.outcome === ACCEPTED && !isReplay) await logDelivery(runtime, target, notice, result.notice);
      if (result.outcome === ACCEPTED || result.outcome === SKIPPED) {
        delivery.sent(place);
        await this.#store(delivery);
        await runtime.checkpoints.store();
        delivery.accepted(place);
        this.#held.delete(place.seq);
        return;
      }
      delivery.failed(place, nth, result, Date.now());
      await this.#store(delivery);
      if (result.status === 410) await this.#raise('gone');
    } catch {
      delivery.putBack(place);
      this.#waitAWhile();
    }
  }

  async #raise(alarm: Alarm | 'gone'): Promise<void> {
    if (!this.plan.isReplay || alarm === 'gone') await this.site.alarm(this, alarm);
  }

  async #store(delivery: EndpointDelivery): Promise<void> {
    if (!this.#isOver)
      await this.site.runtime.checkpoints.write(this.plan.name, delivery.next, textOf(delivery.stored()));
  }

  /** Nothing waits: it keeps its place and nothing else until something comes. */
  async #rest(delivery: EndpointDelivery): Promise<void> {
    this.site.due(this.plan.name, undefined);
    if (this.#mayHaveMore) return;
    await this.#store(delivery);
    if (this.plan.isReplay && !this.#isOver)
      await this.site.runtime.checkpoints.write(this.plan.name, Number.MAX_SAFE_INTEGER, DONE);
    this.#delivery = undefined;
  }

  #waitAWhile(): void {
    this.#notBefore = Date.now() + RETRY_MS;
    this.site.due(this.plan.name, this.#notBefore);
  }
}

/** After five days it was switched off; whoever resumed it has looked at it since. */
const wasSwitchedOff = ({ raised = [] }: StoredDelivery): boolean => raised.includes('failing5d');
const placeIn = ({ next, sent }: StoredDelivery): StoredDelivery => ({ next, sent });

const placeOf = ({ seq, subscriptionId, change }: NoticePlace): Place => ({
  seq,
  lane: subscriptionId,
  urgent: change?.urgent === true,
});
