import type { StoredEvent } from '@carethread/event-sourcing';
import { storedEvent, type Connection } from './connection.js';

export interface FollowOptions {
  readonly connection: Connection;
  readonly stream: string;
  readonly ended: AbortSignal;
  /** The last position that was taken in. */
  readonly after: () => number;
  /** One call at a time: while it works nothing more is read, and the server waits. */
  readonly handle: (events: readonly StoredEvent[]) => Promise<void>;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

/** Follows a stream by a catch-up subscription until it is ended; a subscription that breaks begins again where it stood. */
export async function followStream({ connection, stream, ended, after, handle }: FollowOptions): Promise<void> {
  let wait = FIRST_WAIT_MS;
  while (!ended.aborted) {
    const from = after();
    const following = connection.client.subscribeToStream(stream, {
      fromRevision: from === 0 ? 'start' : BigInt(from - 1),
    });
    following.on('error', () => undefined); // also one that comes after the loop below has ended
    const end = (): void => {
      void following.unsubscribe().catch(() => undefined);
      following.destroy();
    };
    ended.addEventListener('abort', end, { once: true });
    try {
      for await (const { event } of following) {
        wait = FIRST_WAIT_MS;
        // Events that were read meanwhile in another way are not taken in twice.
        if (event !== undefined && Number(event.revision) + 1 === after() + 1) await handle([storedEvent(event)]);
      }
    } catch {
      // The subscription was dropped, or its events could not be taken in: it begins again after the last that was.
    } finally {
      ended.removeEventListener('abort', end);
      end();
    }
    if (ended.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      ended.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}
