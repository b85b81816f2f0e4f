import { LogUnavailable } from '@carethread/event-sourcing';
import { textMember } from '@carethread/ledger';
import { jsonEvent, NotLeaderError, WrongExpectedVersionError } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Connection } from './connection.js';
import { explain } from './failures.js';

interface Claim {
  readonly revision: number;
  readonly type: string;
  readonly token: string;
  readonly holder: string;
  readonly index: string;
}

/** Renewals a lease: one that is late must not end it. */
const RENEWALS = 3;
/** The claims are no part of the record: the stream keeps the last few. */
const KEPT = 10;

/**
 * Who writes a log. The claim stands in a stream of its own beside it: taken, renewed and left with the expected revision, so that
 * of two who take it at the same moment one loses. It tells a second writer to stay away; what makes it impossible for two to
 * write is the expected revision of the log itself.
 */
export class WriterClaim {
  readonly #token = randomUUID();
  readonly #holder = `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}`;
  #revision = -1;
  #timer: NodeJS.Timeout | undefined;
  #lost: LogUnavailable | undefined;

  private constructor(
    readonly connection: Connection,
    readonly stream: string,
    readonly index: string,
    readonly lease: number,
  ) {}

  /** @param lease milliseconds after which a writer that renews nothing is taken for dead. Throws LogUnavailable: who holds it */
  static async take(connection: Connection, stream: string, index: string, lease: number): Promise<WriterClaim> {
    const claim = new WriterClaim(connection, stream, index, lease);
    const before = await claim.#last();
    // The process that held the same index file is dead, since its file is ours now: a restart after a crash does not wait.
    if (before !== undefined && before.type !== 'WriterLeft' && before.index !== index) await claim.#outlive(before);
    const last = await claim.#last();
    if (!(await claim.#write('WriterTook', last?.revision ?? -1))) throw claim.#heldBy(await claim.#last());
    if (last === undefined) await connection.client.setStreamMetadata(stream, { maxCount: KEPT });
    claim.#timer = setInterval(() => void claim.renew().catch(() => undefined), lease / RENEWALS);
    claim.#timer.unref();
    return claim;
  }

  /** Waits a whole lease by this process's own clock; throws as soon as the holder shows that it lives. */
  async #outlive(before: Claim): Promise<void> {
    const end = performance.now() + this.lease;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, this.lease / 10));
      const now = await this.#last();
      if (now?.type === 'WriterLeft') return;
      if (now?.revision !== before.revision) throw this.#heldBy(now);
    }
  }

  #heldBy(claim: Claim | undefined): LogUnavailable {
    return new LogUnavailable(
      `the event log ${this.stream.replace('_writer', '')} in KurrentDB has a writer (${claim?.holder ?? 'unknown'}): a log has one, so a service runs there in one copy; stop that one first`,
    );
  }

  async #last(): Promise<Claim | undefined> {
    const [event] = await this.connection.read(this.stream, 'last', 1);
    if (event === undefined) return undefined;
    return {
      revision: Number(event.revision),
      type: event.type,
      token: textMember(event.data, 'token') ?? '',
      holder: textMember(event.data, 'holder') ?? 'unknown',
      index: textMember(event.data, 'index') ?? '',
    };
  }

  /** Whether it was written; false where somebody else wrote. Throws LogUnavailable. */
  async #write(type: string, expected: number, again = true): Promise<boolean> {
    const event = jsonEvent({ type, data: { token: this.#token, holder: this.#holder, index: this.index } });
    try {
      const expectedRevision = expected < 0 ? 'no_stream' : BigInt(expected);
      const { nextExpectedRevision } = await this.connection.append(this.stream, event, expectedRevision);
      this.#revision = Number(nextExpectedRevision);
      return true;
    } catch (error) {
      // A follower has named the leader: the client goes there next.
      if (error instanceof NotLeaderError && again) return this.#write(type, expected, false);
      if (!(error instanceof WrongExpectedVersionError)) throw explain(error, this.connection.place);
      // It may be this process's own claim, whose answer was lost.
      const last = await this.#last();
      if (last?.token !== this.#token) return false;
      this.#revision = last.revision;
      return last.type === type || this.#write(type, last.revision);
    }
  }

  /** Throws LogUnavailable where another writer has taken the log: this one stays lost, for good. */
  async renew(): Promise<void> {
    if (this.#lost === undefined && !(await this.#write('WriterHolds', this.#revision)))
      this.#lost = this.#heldBy(await this.#last());
    if (this.#lost === undefined) return;
    clearInterval(this.#timer);
    throw this.#lost;
  }

  /** Why this process may not write any more. */
  lost(): LogUnavailable | undefined {
    return this.#lost;
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#lost === undefined) await this.#write('WriterLeft', this.#revision).catch(() => false);
  }
}
