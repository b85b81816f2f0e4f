import { TopicLost, type Bus, type BusMessage } from '@carethread/event-sourcing';
import { PROVIDER_TOPIC_DAYS, type Checkpoints } from '@carethread/runtime';
import type { NoticePlace } from '../notices/notice-place.js';
import type { Sequence } from '../notices/sequence.js';

/** How many notices are sent at once: a broker takes a batch as fast as one. */
const BATCH = 100;
/** How often an idle relay looks whether its topic still holds what it took. Milliseconds of real time, as all of these. */
const CHECK_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 15_000;
const DAY_MS = 86_400_000;

/** What one topic is filled from and where its relay stands. */
export interface TopicSource {
  readonly topic: string;
  /** Under which its checkpoint is kept. */
  readonly name: string;
  readonly sequence: Pick<Sequence, 'after' | 'pastHead'>;
  /** What is sent for a place now; undefined for what the provider did not ask for. */
  readonly message: (place: NoticePlace) => Promise<BusMessage | undefined>;
  /** Nothing up to this place is sent. */
  readonly after: number;
  readonly bus: Pick<Bus, 'publish' | 'retains' | 'highWatermark'>;
  readonly checkpoints: Pick<Checkpoints, 'readAgain' | 'mark' | 'write'>;
  /** Milliseconds, by the clock that stamps events. */
  readonly now: () => number;
  /** Told once when the topic can no longer be filled, and once when it can again. */
  readonly warn: (message: string) => void;
  readonly checkMs?: number;
}

/**
 * Fills one provider's topic from its sequence: in order, at least once, checkpoint after the broker has the batch. A topic that has
 * lost what it had taken is filled again with what it would still hold, and what comes after.
 */
export class TopicRelay {
  readonly #ends = new AbortController();
  readonly #ended: Promise<void>;
  /** The last place that is on the topic; undefined until the topic was looked at. */
  #sent: number | undefined;
  /** While it is filled again: places up to this one are sent again only if they are young enough. */
  #again = { upTo: 0, since: 0 };

  constructor(readonly source: TopicSource) {
    this.#ended = this.#run();
  }

  async stop(): Promise<void> {
    this.#ends.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ends;
    let failures = 0;
    while (!signal.aborted)
      try {
        await this.#step();
        if (failures > 0 && !signal.aborted) this.source.warn('a provider’s topic is filled');
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof TopicLost) this.#beginAgain();
        else if (failures === 0) this.source.warn('a provider’s topic cannot be filled');
        await pause(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS), signal);
        failures += 1;
      }
  }

  async #step(): Promise<void> {
    const { sequence, topic, bus, checkMs = CHECK_MS } = this.source;
    if (this.#sent === undefined) return this.#begin();
    const head = await sequence.pastHead(this.#sent, checkMs, this.#ends.signal);
    if (this.#ends.signal.aborted) return;
    if (head > this.#sent) await this.#send(this.#sent);
    else if (!(await bus.retains(topic, bus.highWatermark(topic)))) this.#beginAgain();
  }

  /** Looks at the topic where an earlier holder of the lease left it. Rejects where there is no such topic. */
  async #begin(): Promise<void> {
    const { name, topic, after, bus, checkpoints } = this.source;
    this.#sent = Math.max(after, await checkpoints.readAgain(name));
    try {
      if (!(await bus.retains(topic, await checkpoints.mark(name)))) this.#beginAgain();
    } catch (error) {
      this.#sent = undefined;
      throw error;
    }
  }

  /** The topic has lost what it had taken: it is filled again with what it would still hold. */
  #beginAgain(): void {
    const { after, now, warn } = this.source;
    // The broker may say so twice: when the topic is looked at, and when it is sent to.
    if (this.#sent !== after) warn('a provider’s topic has lost what it held: it is filled again');
    const upTo = Math.max(this.#again.upTo, this.#sent ?? after);
    this.#again = { upTo, since: now() - PROVIDER_TOPIC_DAYS * DAY_MS };
    this.#sent = after;
  }

  async #send(sent: number): Promise<void> {
    const { topic, name, sequence, message, bus, checkpoints } = this.source;
    const places = await sequence.after(sent, BATCH);
    const last = places.at(-1);
    if (last === undefined) return;
    const messages: BusMessage[] = [];
    for (const place of places) {
      const one = this.#isGone(place) ? undefined : await message(place);
      if (one !== undefined) messages.push(one);
    }
    if (messages.length > 0) await bus.publish(topic, messages);
    this.#sent = last.seq;
    await checkpoints.write(name, last.seq, bus.highWatermark(topic) || (await checkpoints.mark(name)));
  }

  /** Whether the topic would no longer hold it if it had not been lost. */
  #isGone({ seq, at }: NoticePlace): boolean {
    return seq <= this.#again.upTo && Date.parse(at) < this.#again.since;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(over, milliseconds);
    function over(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    }
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
  });
}
