import { MemoryBus, type BusMessage } from '@carethread/event-sourcing';
import { until } from '@carethread/event-sourcing/testing';
import { textMember, uuidV5 } from '@carethread/ledger';
import { providerTopicOf } from '@carethread/runtime';
import { feedItem, feedPages } from '../notices/feed.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { Replica, Stores, TENANT, type Served } from './testing/replica.js';

const HOME = uuidV5('withheld', 'home');
const WITHHELD = 'care-plan.notice-withheld.v1';
const STARTED = 'care-plan.subscription-started.v1';
const CHANGED = 'care-plan.plan-changed.v1';
const ENDED = 'care-plan.subscription-ended.v1';

/** What a provider receives by each of the four ways, once nothing more comes. */
async function received(
  replica: Replica,
  { posted, topics }: { readonly posted: readonly string[]; readonly topics: MemoryBus },
  count: number,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const onTopic: BusMessage[] = [];
  const stopReading = await topics.subscribe(providerTopicOf(HOME), 'a reader', (messages) => {
    onTopic.push(...messages);
    return Promise.resolve();
  });
  await replica.deliver();
  await until('everything has come by webhook', () => posted.length >= count);
  await until('everything is on the topic', () => onTopic.length >= count);
  await stopReading();
  const read = noticeReader(replica.runtime, TENANT);
  const ask = {
    ...{ read, tenantId: TENANT, publicUrl: 'https://record.example' },
    position: () => Promise.resolve('position'),
  };
  const items: string[] = [];
  for (const place of await new Sequence(read, TENANT, HOME).after(0, 100))
    items.push(JSON.stringify((await feedItem(ask, HOME, place)).item.event));
  const streamed: string[] = [];
  const ends = new AbortController();
  for await (const { events } of feedPages(ask, HOME, 0, ends.signal)) {
    streamed.push(...events.map(({ data }) => data));
    ends.abort();
  }
  return { feed: items, stream: streamed, webhook: posted, topic: onTopic.map(({ value }) => value) };
}

const inOrder = (notices: readonly string[]): readonly (readonly [sequence: number, type: string])[] =>
  notices
    .map((text): readonly [number, string] => {
      const notice: unknown = JSON.parse(text);
      return [Number(textMember(notice, 'sequence')), textMember(notice, 'type') ?? ''];
    })
    .toSorted(([one], [other]) => one - other);

describe('a notice that may go no more when it is sent', () => {
  it.each<[string, (replica: Replica, served: Served) => Promise<unknown>, readonly string[]]>([
    ['nothing has changed', () => Promise.resolve(), [STARTED, CHANGED, STARTED, CHANGED]],
    [
      'the subscription has ended: its end alone is told',
      (replica, served) => replica.ends(served, true),
      [WITHHELD, WITHHELD, STARTED, CHANGED, ENDED],
    ],
    [
      'the provider serves the person no more',
      (replica, served) => replica.ends(served, false),
      [WITHHELD, WITHHELD, STARTED, CHANGED],
    ],
    [
      'the person’s keys are destroyed',
      ({ stores }, { personId }) => stores.keys.destroy(personId),
      [WITHHELD, WITHHELD, STARTED, CHANGED],
    ],
  ])('PLAT-13: %s: it is the same in all four ways, each in its place', async (_, happens, types) => {
    const posted: string[] = [];
    const topics = new MemoryBus();
    const replica = new Replica(new Stores(), {
      topics,
      answer: ({ body }) => {
        posted.push(body);
        return { status: 204 };
      },
    });
    await replica.begin();
    await replica.registers(HOME, 'webhook');
    await replica.registers(HOME, 'kafka');
    const first = await replica.serves(HOME, 1);
    await replica.serves(HOME, 2);
    await replica.runtime.viewsCurrent();
    await happens(replica, first);
    const ways = await received(replica, { posted, topics }, types.length);
    for (const [way, notices] of Object.entries(ways)) {
      expect([way, inOrder(notices)]).toEqual([way, types.map((type, at) => [at + 1, type])]);
      expect([way, [...notices].toSorted()]).toEqual([way, [...(ways['feed'] ?? [])].toSorted()]);
      // What is withheld says nothing but that.
      for (const text of notices.filter((one) => one.includes(WITHHELD)))
        expect(Object.keys(JSON.parse(text)).toSorted()).toEqual([
          'data',
          'datacontenttype',
          'id',
          'sequence',
          'source',
          'specversion',
          'time',
          'type',
        ]);
    }
    await replica.runtime.stop();
  });
});
