import { Refusal } from '@carethread/contracts';
import { LRUCache } from 'lru-cache';
import type { ServiceRuntime } from './service-runtime.js';
import { contractsOf } from './opener.js';
import type { Recorded } from '@carethread/event-sourcing';

/** How long a reader waits for what a neighbour wrote (architecture §2.7), in milliseconds of real time. */
const PATIENCE_MS = 10_000;

/** Opaque tokens that let any service wait until it knows what another had published about a person. */
export class Positions {
  readonly #published = new LRUCache<string, number>({ max: 50_000 });

  constructor(readonly runtime: ServiceRuntime) {}

  /** Remembers that this service has stored something that it will publish about the subject; `position` is that of the last event. */
  seen(subject: string, events: readonly Recorded[], position: number): void {
    const { publish } = this.runtime.definition;
    const last = events.findLastIndex((event) => contractsOf(publish[event.type], event).length > 0);
    if (last < 0) return;
    const published = position - (events.length - 1 - last);
    if (published > (this.#published.get(subject) ?? 0)) this.#published.set(subject, published);
  }

  /** The token of a subject: the last position at which this service published anything about it. */
  async token(subject: string): Promise<string> {
    const published = this.#published.get(subject) ?? (await this.runtime.known(subject)).published;
    return Buffer.from(JSON.stringify([this.runtime.definition.name, subject, published])).toString('base64url');
  }

  /** Waits until everything that the tokens stand for is stored here and this service's policies and views are done with it. */
  async waitFor(header: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (const token of header.split(',')) {
      const [source, , sequence] = decode(token.trim());
      await within(deadline, this.#reach(source, sequence, deadline));
    }
  }

  async #reach(source: string, sequence: number, deadline: number): Promise<void> {
    const { inbox, definition, log, policies, views } = this.runtime;
    if (source !== definition.name) {
      while (!inbox.reached(source, sequence)) {
        if (Date.now() > deadline) throw new Refusal('NOT_YET_KNOWN');
        await new Promise<void>((resolve) => {
          const timer = setTimeout(wake, 1_000);
          const stop = inbox.onReceived(wake);
          function wake(): void {
            clearTimeout(timer);
            stop();
            resolve();
          }
          if (inbox.reached(source, sequence)) wake();
        });
      }
    }
    const { position } = await log.head();
    await policies.caughtUp(position);
    await views.caughtUp((await log.head()).position);
  }
}

async function within(deadline: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('NOT_YET_KNOWN')), Math.max(0, deadline - Date.now()));
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function decode(token: string): [string, string, number] {
  try {
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown;
    if (
      Array.isArray(parts) &&
      typeof parts[0] === 'string' &&
      typeof parts[1] === 'string' &&
      Number.isSafeInteger(parts[2])
    )
      return parts as [string, string, number];
  } catch {
    // falls through to the one answer for every token that is not ours
  }
  throw new Refusal('MALFORMED', ['Prefer: wait-for']);
}
