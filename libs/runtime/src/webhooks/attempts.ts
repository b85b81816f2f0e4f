import {
  keptAs,
  type FindQuery,
  type IndexValue,
  type ViewCollection,
  type ViewDocument,
  type ViewStore,
} from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';

/** One attempt to send a notice: numbers and codes, and nothing of what was sent or answered. */
export interface Attempt {
  readonly endpointId: string;
  readonly seq: number;
  /** 1 for the first. */
  readonly attempt: number;
  readonly at: Instant;
  /** `accepted`, or why it was not. */
  readonly outcome: string;
  /** None where there was no answer. */
  readonly status?: number;
  readonly milliseconds: number;
  /** It was sent again because somebody asked for it. */
  readonly replay?: true;
}

/** A place in the list of an endpoint's attempts. */
export interface AttemptPlace {
  readonly key: string;
  readonly order: string;
}

export interface AttemptQuery {
  readonly outcome?: string;
  readonly after?: AttemptPlace;
  readonly limit: number;
}

export type ListedAttempt = Attempt & { readonly place: AttemptPlace };

const DAY_MS = 86_400_000;
/** How long attempts are kept, in days. */
const KEPT_DAYS = 30;
/** So many days before that are looked at: a service may have stood still. */
const PRUNED_DAYS = 40;
/** Attempts wait so long for one another, so that they are stored at once. Milliseconds. */
const BATCH_MS = 50;
/** After any instant that will be: newest first is an order of what is left until then. */
const END_OF_TIME = 9_999_999_999_999;

/** The attempts of the last 30 days, beside the log and not in it: they are no facts about anybody's care. */
export class Attempts {
  #pending: ViewDocument[] = [];
  #timer: NodeJS.Timeout | undefined;
  #storing: Promise<void> = Promise.resolve();
  #written = 0;

  private constructor(readonly collection: ViewCollection) {}

  static async open(store: ViewStore): Promise<Attempts> {
    const indexes = ['endpoint', 'outcome', 'order', 'day'];
    const compound = [['endpoint', 'order'], ['endpoint', 'outcome', 'order'], ['day']];
    return new Attempts(await store.open({ name: 'deliveries', version: 1, indexes, compound }));
  }

  /** Stored with the next batch. */
  write(attempt: Attempt): void {
    const { endpointId, at, seq, outcome } = attempt;
    this.#written = (this.#written + 1) % 1_000_000;
    const order = String(END_OF_TIME - Date.parse(at)).padStart(13, '0');
    this.#pending.push({
      key: `${endpointId} ${order} ${seq} ${attempt.attempt} ${this.#written}`,
      position: 1,
      index: { endpoint: endpointId, outcome, order, day: dayOf(Date.parse(at)) },
      body: JSON.stringify(attempt),
    });
    this.#timer ??= setTimeout(() => void this.store().catch(() => undefined), BATCH_MS).unref();
  }

  /** Rejects where the store is away: the attempts are stored with the next ones. */
  store(): Promise<void> {
    const storing = this.#storing.then(() => this.#store());
    this.#storing = storing.catch(() => undefined);
    return storing;
  }

  async #store(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const owed = this.#pending;
    this.#pending = [];
    try {
      await this.collection.commit(owed, 0);
    } catch (error) {
      this.#pending = [...owed, ...this.#pending].slice(-MOST_OWED);
      throw error;
    }
  }

  /** Newest first. */
  async page(endpointId: string, { outcome, after, limit }: AttemptQuery): Promise<readonly ListedAttempt[]> {
    await this.store();
    const where = present<Record<string, IndexValue>>({ endpoint: endpointId, outcome });
    const place = after && { key: after.key, position: 0, index: { order: after.order }, body: undefined };
    const found = await this.collection.find(present<FindQuery>({ where, orderBy: 'order', after: place, limit }));
    return found.map(({ key, index, body = '{}' }) => ({
      ...keptAs<Attempt>(JSON.parse(body)),
      place: { key, order: String(index['order']) },
    }));
  }

  /** Removes what is older than 30 days. */
  async prune(now: number): Promise<void> {
    for (let days = KEPT_DAYS + 1; days <= KEPT_DAYS + PRUNED_DAYS; days += 1)
      await this.collection.purge('day', dayOf(now - days * DAY_MS));
  }
}

/** Attempts that wait for a store that is away. */
const MOST_OWED = 10_000;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
