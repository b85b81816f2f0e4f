import { LogUnavailable, readStored, type StoredEvent } from '@carethread/event-sourcing';
import { member, textMember, uuidV5 } from '@carethread/ledger';
import {
  binaryEvent,
  EventStoreDBClient,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AppendResult,
  type EventData,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { definite, explain } from './failures.js';

/** How an append to the log's one stream ended; `moved`: the stream's head is not where it was expected. */
export type Sent = 'stored' | 'moved';

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1000;

/** The log's calls to KurrentDB, each with a deadline of its own: the client itself waits for a read for ever. */
export class Connection {
  readonly client: EventStoreDBClient;
  #appending: Promise<unknown> = Promise.resolve();

  /**
   * @param url `kurrentdb://user:password@host:2113?tls=true` (`esdb://`, `kurrentdb+discover://` … as the client knows them)
   * @param deadline milliseconds that one call may take
   */
  constructor(
    readonly url: string,
    readonly deadline: number,
  ) {
    this.client = EventStoreDBClient.connectionString(url.replace(/^kurrentdb/, 'esdb'));
    // The client's batch appends of all connections of a process share one table of waiting promises: an error on one connection
    // empties it, and the next answer on another one then throws uncaught. Plain appends have no such table.
    Object.defineProperty(this.client, 'supports', { value: () => Promise.resolve(false) });
  }

  /** Host and port, without credentials: for messages. */
  get place(): string {
    return this.url.replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/, '').replace(/[/?].*$/, '');
  }

  /** At most `count` events from a revision on. An unknown stream has none. Throws LogUnavailable. */
  async read(
    stream: string,
    from: number | 'last',
    count: number,
  ): Promise<readonly NonNullable<ResolvedEvent['event']>[]> {
    const reading =
      from === 'last'
        ? this.client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: count })
        : this.client.readStream(stream, { fromRevision: BigInt(from), maxCount: count });
    reading.on('error', () => undefined); // one that comes after the reading ended would be uncaught
    // Time without an event, not time in all: a long page over a slow line is no failure.
    let late = false;
    const cancel = (): void => {
      late = true;
      reading.destroy(new Error('no answer in time'));
      void reading.cancel();
    };
    let timer = setTimeout(cancel, this.deadline);
    const found = [];
    try {
      for await (const { event } of reading) {
        clearTimeout(timer);
        timer = setTimeout(cancel, this.deadline);
        if (event !== undefined) found.push(event);
      }
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw explain(late ? new Error('it did not answer in time') : error, this.place);
    } finally {
      clearTimeout(timer);
    }
    return found;
  }

  /** The log's events with position > after, at most `limit`. Throws LogUnavailable, also for what Carethread did not write. */
  async events(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.read(stream, after, limit)).map((event) => storedEvent(event));
  }

  /**
   * Appends stored events at the log's head, and resends them until the answer is known or `patience` milliseconds are over: the
   * ids and the expected revision make it one append however often it arrives. Throws LogUnavailable; `unknown` is true where the
   * events may have been stored.
   */
  async send(stream: string, after: number, events: readonly StoredEvent[], patience: number): Promise<Sent> {
    const proposed = events.map(({ position, logHash, text, event }) =>
      binaryEvent({
        id: uuidV5(event.id, event.stream),
        type: event.type,
        data: Buffer.from(text),
        metadata: { position, logHash },
      }),
    );
    const end = performance.now() + patience;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await this.append(stream, proposed, after === 0 ? 'no_stream' : BigInt(after - 1));
        return 'stored';
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) return 'moved';
        if (definite(error)) throw explain(error, this.place);
        // A follower has named the leader, and the client goes there next; anything else may pass.
        if (performance.now() > end) throw Object.assign(explain(error, this.place), { unknown: true });
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /**
   * One append at a time: after a failed one the client closes its channel, and a second that was about to use it would never be
   * answered. None is waited for much longer than its deadline.
   */
  append(
    stream: string,
    events: EventData | EventData[],
    expectedRevision: 'no_stream' | bigint,
  ): Promise<AppendResult> {
    const appending = this.#appending.then(() =>
      inTime(
        this.client.appendToStream(stream, events, { expectedRevision, requiresLeader: true, deadline: this.deadline }),
        this.deadline + 1_000,
      ),
    );
    this.#appending = appending.catch(() => undefined);
    return appending;
  }

  async close(): Promise<void> {
    await this.client.dispose();
    // The client ends its calls and leaves the channel open, which would go on looking for a server that is gone.
    await this.client['getChannel']().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }
}

async function inTime<Answer>(answer: Promise<Answer>, millis: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not answer in time')), millis);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** An event of the log's one stream: the text as bytes, its place and logHash beside it. */
export function storedEvent({ revision, data, metadata }: NonNullable<ResolvedEvent['event']>): StoredEvent {
  const position = Number(revision) + 1;
  const logHash = textMember(metadata, 'logHash');
  if (member(metadata, 'position') !== position || logHash === undefined || !(data instanceof Uint8Array))
    throw new LogUnavailable(`event ${position} was not written by Carethread: nobody else may write to its streams`);
  return readStored(position, logHash, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'));
}
