import type { Admin } from 'kafkajs';
import { leaderMoving } from './kafka-errors.js';

/** How long a query is repeated while the leader of a partition moves, and how often. */
const LEADER_WITHIN_MS = 5_000;
const ASK_MS = 100;

/** Queries of the brokers, over one connection that is made with the first of them. */
export class Questions {
  #admin: Promise<Admin> | undefined;
  #closed = false;

  /** @param connect a connection of its own for each call */
  constructor(readonly connect: () => Promise<Admin>) {}

  /**
   * A broker that failed to answer is not queried again over the same connection. kafkajs, queried for offsets, does not wait for a leader that
   * is just moving (a topic made a moment ago, a broker that restarts): then the query is repeated.
   */
  async ask<Found>(question: (admin: Admin) => Promise<Found>): Promise<Found> {
    const until = Date.now() + LEADER_WITHIN_MS;
    for (;;) {
      const connection = (this.#admin ??= this.connect());
      try {
        return await question(await connection);
      } catch (error) {
        if (this.#admin === connection) this.#admin = undefined;
        void connection.then((admin) => admin.disconnect()).catch(() => undefined);
        if (this.#closed || !leaderMoving(error) || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, ASK_MS));
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#admin?.then((admin) => admin.disconnect()).catch(() => undefined);
  }
}
