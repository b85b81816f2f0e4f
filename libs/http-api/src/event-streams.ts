import type { FastifyReply } from 'fastify';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { EventPages } from './route.js';
import { TryLater } from './try-later.js';

/** How many streams may be open, and how long each thing of them takes, in milliseconds of real time. */
export interface StreamLimits {
  readonly ofClient: number;
  readonly ofProcess: number;
  /** How often something is written where there is nothing to say, so that nobody on the way takes the stream for dead. */
  readonly commentEvery: number;
  /** How long a reader may take nothing before its stream ends. */
  readonly drainWithin: number;
}

export const STREAM_LIMITS: StreamLimits = {
  ofClient: 5,
  ofProcess: 2_000,
  commentEvery: 15_000,
  drainWithin: 60_000,
};

/** When a client may connect again after a stream has ended, in milliseconds, and after one was refused, in seconds. */
const RETRY_MS = 3_000;
const REFUSED_S = 30;
/** A timer waits for no more. */
const LONGEST_MS = 2_147_483_647;

type Ending = 'gone' | 'slow' | 'bye' | 'stopping';

/** The streams of server-sent events of one process: as many as it bears, each only as fast as its reader. */
export class EventStreams {
  readonly #clients = new Map<string, number>();
  readonly #open = new Set<(why: Ending) => void>();

  constructor(readonly limits: StreamLimits = STREAM_LIMITS) {}

  get size(): number {
    return this.#open.size;
  }

  /** Sends what comes until the reader has gone or is too slow, the token has expired, or the process stops. Throws TryLater. */
  async send(
    reply: FastifyReply,
    { client, until, headers }: StreamHead,
    pages: EventPages,
    failed: (error: unknown) => void,
  ): Promise<void> {
    const release = this.#enter(client);
    const ends = new AbortController();
    let why: Ending | undefined;
    const end = (reason: Ending): void => {
      why ??= reason;
      ends.abort();
    };
    this.#open.add(end);
    const { raw } = reply;
    const timers = [
      setTimeout(() => end('bye'), Math.min(LONGEST_MS, Math.max(0, until - Date.now()))),
      setInterval(() => {
        if (!raw.writableNeedDrain) raw.write(':\n\n');
      }, this.limits.commentEvery),
    ];
    raw.once('close', () => end('gone'));
    try {
      beginStream(reply, headers);
      sending: for await (const { events } of pages(ends.signal))
        for (const { id, event, data } of events) {
          if (ends.signal.aborted) break sending;
          const text = `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
          if (!raw.write(text) && !(await this.#drained(raw, ends.signal))) end('slow');
        }
    } catch (error) {
      // What was sent stands; the reader connects again where it ended.
      failed(error);
    } finally {
      for (const timer of timers) clearTimeout(timer);
      this.#open.delete(end);
      release();
      if (why === 'bye') raw.write('event: bye\ndata: {}\n\n');
      if (why === 'slow' || why === 'gone') raw.destroy();
      else raw.end();
    }
  }

  /** The process stops: every stream ends, and its reader connects to another. */
  endAll(): void {
    for (const end of this.#open) end('stopping');
  }

  #enter(client: string): () => void {
    const own = this.#clients.get(client) ?? 0;
    if (own >= this.limits.ofClient || this.#open.size >= this.limits.ofProcess) throw new TryLater(REFUSED_S);
    this.#clients.set(client, own + 1);
    return () => {
      const left = (this.#clients.get(client) ?? 1) - 1;
      if (left === 0) this.#clients.delete(client);
      else this.#clients.set(client, left);
    };
  }

  /** Whether the reader took what waits, in time; also where the stream has ended meanwhile. */
  async #drained(raw: ServerResponse, ends: AbortSignal): Promise<boolean> {
    const late = AbortSignal.timeout(this.limits.drainWithin);
    try {
      await once(raw, 'drain', { signal: AbortSignal.any([late, ends]) });
      return true;
    } catch {
      return !late.aborted;
    }
  }
}

interface StreamHead {
  /** By whom streams are counted. */
  readonly client: string;
  /** When the caller's token expires. */
  readonly until: number;
  readonly headers: Readonly<Record<string, string>>;
}

function beginStream(reply: FastifyReply, headers: StreamHead['headers']): void {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers }))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(`retry: ${RETRY_MS}\n\n`);
}
