import { addressOf, Kafka, logLevel } from '@carethread/bus-kafka';
import { listMember, member, present, textMember } from '@carethread/ledger';
import { Arrivals } from './arrivals.js';
import type { SignedIn } from './signed-in.js';

const FEED = '/care-plan/notices';
/** Before a request that failed is sent again, in milliseconds. */
const AGAIN_MS = 50;
/** A stream is cut by its reader after so many events. */
const CUT_AFTER = 20;
/** An event of the stream as this platform writes it: its cursor, and the notice on one line. */
const NOTICE = /^id: (\S+)\nevent: notice\ndata: (.*)$/;

/** A way in which a provider receives notices, until it is stopped. */
export interface Way {
  readonly name: string;
  readonly arrivals: Arrivals;
  stop(): Promise<void>;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN_MS));

/** Reads pages of the feed, each after the cursor of the one before. */
export function byFeed(by: SignedIn): Way {
  const arrivals = new Arrivals();
  let isOver = false;
  const read = async (): Promise<void> => {
    for (let after = ''; !isOver;)
      try {
        const answer = await by.fetch({ method: 'GET', path: `${FEED}?limit=100&wait=PT2S${after}` });
        const body: unknown = await answer.json();
        if (!answer.ok) throw new Error('it is read again');
        for (const item of listMember(body, 'items')) arrivals.take(member(item, 'event'));
        after = `&after=${textMember(body, 'next')}`;
      } catch {
        await pause();
      }
  };
  const reading = read();
  return {
    name: 'feed',
    arrivals,
    stop: () => {
      isOver = true;
      return reading;
    },
  };
}

/** Follows the stream, cuts it every twenty events, and goes on after the last one. */
export function byStream(by: SignedIn): Way {
  const arrivals = new Arrivals();
  const ends = new AbortController();
  let last = '';
  const once = async (): Promise<void> => {
    const cut = new AbortController();
    const signal = AbortSignal.any([ends.signal, cut.signal]);
    const headers = present<Record<string, string>>({
      accept: 'text/event-stream',
      'last-event-id': last === '' ? undefined : last,
    });
    const answer = await by.fetch({ method: 'GET', path: FEED, headers, signal });
    if (!answer.ok) throw new Error('it is opened again');
    let events = 0;
    let text = '';
    const decoder = new TextDecoder();
    reading: for await (const chunk of answer.body ?? []) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, id, data] = NOTICE.exec(block) ?? [];
        if (id === undefined || data === undefined) continue;
        arrivals.take(JSON.parse(data));
        last = id;
        events += 1;
        if (events === CUT_AFTER) break reading;
      }
    }
    cut.abort();
  };
  const follow = async (): Promise<void> => {
    while (!ends.signal.aborted) await once().catch(pause);
  };
  const following = follow();
  return {
    name: 'stream',
    arrivals,
    stop: () => {
      ends.abort();
      return following;
    },
  };
}

/** Consumes the provider's topic; of a share of what it takes it fails, before it has noted it or after. */
export async function byTopic(address: string, topic: string, groupId: string, share: number): Promise<Way> {
  const arrivals = new Arrivals();
  const kafka = new Kafka({ ...addressOf(address), logLevel: logLevel.NOTHING });
  const retry = { initialRetryTime: 10, maxRetryTime: 200, retries: 1_000 };
  const consumer = kafka.consumer({ groupId, retry, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { value } }) => {
      const fails = Math.random() < share;
      if (!fails || Math.random() < 0.5) arrivals.take(JSON.parse(String(value)));
      return fails ? Promise.reject(new Error('the consumer failed')) : Promise.resolve();
    },
  });
  return { name: 'topic', arrivals, stop: () => consumer.disconnect() };
}
