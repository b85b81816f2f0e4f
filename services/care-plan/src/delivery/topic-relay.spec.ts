import { BusUnavailable, MemoryViewStore, TopicLost, type BusMessage } from '@carethread/event-sourcing';
import { Checkpoints } from '@carethread/runtime';
import type { NoticePlace } from '../notices/notice-place.js';
import { TopicRelay } from './topic-relay.js';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-01-15T12:00:00.000Z');

/** A sequence to which places are added; whoever waits for them is woken. */
class Places {
  readonly all: NoticePlace[] = [];
  readonly #waiting = new Set<() => void>();

  add(count: number, daysAgo = 0): void {
    const at = new Date(NOW - daysAgo * DAY_MS).toISOString();
    for (let nth = 0; nth < count; nth++) {
      const seq = this.all.length + 1;
      this.all.push({ seq, position: seq, kind: 'ended', subscriptionId: `s${seq % 3}`, eventId: `e${seq}`, at });
    }
    for (const wake of this.#waiting) wake();
  }

  after(seq: number, limit: number): Promise<readonly NoticePlace[]> {
    return Promise.resolve(this.all.slice(seq, seq + limit));
  }

  async pastHead(seq: number, within: number, ends?: AbortSignal): Promise<number> {
    if (this.all.length <= seq && ends?.aborted !== true)
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        ends?.addEventListener('abort', () => resolve());
        setTimeout(resolve, within).unref();
      });
    return this.all.length;
  }
}

/** A topic that a broker may lose, or be away with. */
class Topic {
  held: string[] | undefined = [];
  #acknowledged = 0;
  isAway = false;
  /** How many batches are taken before one is stored and its answer lost. */
  losesAnswerAfter = Number.POSITIVE_INFINITY;

  async publish(_: string, messages: readonly BusMessage[]): Promise<void> {
    await new Promise(setImmediate);
    if (this.isAway || this.held === undefined) throw new BusUnavailable('away');
    if (this.held.length < this.#acknowledged) {
      this.#acknowledged = 0;
      throw new TopicLost('lost');
    }
    this.held.push(...messages.map(({ value }) => value));
    if (this.losesAnswerAfter-- <= 0) {
      this.losesAnswerAfter = Number.POSITIVE_INFINITY;
      throw new BusUnavailable('the answer was lost');
    }
    this.#acknowledged = this.held.length;
  }

  highWatermark(): string {
    return this.#acknowledged === 0 ? '' : String(this.#acknowledged);
  }

  retains(_: string, end: string): Promise<boolean> {
    if (this.isAway || this.held === undefined) return Promise.reject(new BusUnavailable('away'));
    return Promise.resolve(this.held.length >= Number(end));
  }

  /** What another process, which has published nothing yet, knows of it. */
  asOther(): Topic {
    const other = new Topic();
    other.held = this.held;
    return other;
  }
}

describe('the relay of a provider’s topic (PLAT-13)', () => {
  let places: Places;
  let topic: Topic;
  let store: MemoryViewStore;
  let said: string[];
  let relay: TopicRelay | undefined;

  const begin = async (more: Partial<TopicRelay['source']> = {}): Promise<void> => {
    relay = new TopicRelay({
      topic: 'notices.P',
      name: 'topic T/P',
      sequence: places,
      message: ({ subscriptionId, seq }) =>
        Promise.resolve({ key: subscriptionId, headers: {}, value: String(seq) } as const),
      after: 0,
      bus: topic,
      checkpoints: await Checkpoints.open(store),
      now: () => NOW,
      warn: (line) => void said.push(line),
      checkMs: 5,
      ...more,
    });
  };
  const held = async (count: number): Promise<readonly number[]> => {
    for (let round = 0; round < 2_000 && (topic.held?.length ?? 0) < count; round++)
      await new Promise((resolve) => setTimeout(resolve, 1));
    // Nothing more comes.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return (topic.held ?? []).map(Number);
  };
  const upTo = (last: number, first = 1): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, nth) => first + nth);

  beforeEach(() => {
    places = new Places();
    topic = new Topic();
    store = new MemoryViewStore();
    said = [];
  });
  afterEach(() => relay?.stop());

  it('sends every place in order, also those that come later', async () => {
    places.add(250);
    await begin();
    expect(await held(250)).toEqual(upTo(250));
    places.add(3);
    expect(await held(253)).toEqual(upTo(253));
  });

  it('sends nothing from before the endpoint was registered, and nothing that was not asked for', async () => {
    places.add(6);
    await begin({
      after: 2,
      message: ({ seq }) => Promise.resolve(seq % 2 === 0 ? { key: '', headers: {}, value: String(seq) } : undefined),
    });
    expect(await held(2)).toEqual([4, 6]);
  });

  it('goes on after its checkpoint on another replica', async () => {
    places.add(120);
    await begin();
    await held(120);
    await relay?.stop();
    const { checkpoints } = relay?.source ?? {};
    expect(await checkpoints?.readAgain('topic T/P')).toBe(120);
    places.add(5);
    topic = topic.asOther();
    await begin();
    expect(await held(125)).toEqual(upTo(125));
  });

  it('sends again what it does not know to be stored: twice rather than never', async () => {
    topic.losesAnswerAfter = 1;
    places.add(150);
    await begin();
    expect(await held(200)).toEqual([...upTo(100), ...upTo(150, 101), ...upTo(150, 101)]);
    expect(said).toEqual(['a provider’s topic cannot be filled', 'a provider’s topic is filled']);
  });

  it('waits for a topic that is not there, and for a broker that is away', async () => {
    topic.held = undefined;
    places.add(2);
    await begin();
    await new Promise((resolve) => setTimeout(resolve, 20));
    topic.held = [];
    expect(await held(2)).toEqual([1, 2]);
    topic.isAway = true;
    places.add(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    topic.isAway = false;
    expect(await held(3)).toEqual([1, 2, 3]);
  });

  it.each([
    ['found out while nothing new comes', 0],
    ['found out with the next notice', 1],
  ])('fills a topic that was lost with what is a week old at most, %s', async (_, more) => {
    places.add(2, 8);
    places.add(2, 6);
    await begin();
    expect(await held(4)).toEqual(upTo(4));
    topic.held = [];
    places.add(more);
    expect(await held(2 + more)).toEqual(upTo(4 + more, 3));
    expect(said.filter((line) => line.includes('has lost what it held'))).toHaveLength(1);
  });

  it('fills a topic that was lost while no process ran', async () => {
    places.add(3);
    await begin();
    await held(3);
    await relay?.stop();
    await relay?.source.checkpoints.readAgain('topic T/P');
    topic = new Topic();
    await begin();
    expect(await held(3)).toEqual(upTo(3));
  });

  it('a notice that waited for longer than a week is sent all the same', async () => {
    topic.isAway = true;
    places.add(3, 30);
    await begin();
    topic.isAway = false;
    expect(await held(3)).toEqual(upTo(3));
  });

  it('ends while it waits', async () => {
    await begin({ checkMs: 60_000 });
    await relay?.stop();
    places.add(1);
    expect(topic.held).toEqual([]);
  });
});
