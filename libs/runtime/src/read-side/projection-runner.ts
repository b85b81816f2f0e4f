import { present } from '@carethread/ledger';
import {
  ViewLost,
  ViewsUnavailable,
  type EventLog,
  type IndexValue,
  type StoredEvent,
  type ViewCollection,
  type ViewDocument,
  type ViewStore,
} from '@carethread/event-sourcing';
import { openText, sealText, type KeyStore } from '@carethread/privacy';
import { boundedCache } from '../write-side/bounded-cache.js';
import { RestartableSubscription } from '../reactions/restartable-subscription.js';
import type { DecodedEvent, EventDecoder } from './event-decoder.js';
import { isOutage } from '../outage.js';

/** One document's change, worked out from one event. */
export interface ViewChange<Doc extends object = object> {
  readonly key: string;
  /** Whose key seals the body; null leaves it in the clear (configuration only). */
  readonly personId: string | null;
  readonly tenantId: string;
  readonly change: (doc: Doc | undefined) => Doc | undefined;
}

/** A view in its most general form: everything that follows from one event. Pure. */
export interface Projection<Doc extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly indexes: readonly string[];
  readonly index: (doc: Doc) => Readonly<Record<string, IndexValue>>;
  readonly changes: (event: DecodedEvent) => readonly ViewChange<Doc>[];
}

/** Events after which a checkpoint is written although nothing else was. */
export const CHECKPOINT_EVERY = 1_000;

interface Held {
  readonly doc: object | undefined;
  readonly position: number;
}

/** A view kept for reading: folded from the log, sealed at rest, with its documents at hand. */
export class MaterializedView<Doc extends object = object> {
  readonly #held = boundedCache<string, Held>(20_000);
  #dirty = new Map<string, { held: Held; personId: string | null; tenantId: string }>();

  constructor(
    readonly folding: Projection<Doc>,
    readonly collection: ViewCollection,
    readonly keys: KeyStore,
    /** Called when the collection is no longer what was opened. */
    readonly lost: () => void = () => undefined,
    /** Called for an event that cannot be folded: it is passed over. */
    readonly unfolded: (event: DecodedEvent) => void = () => undefined,
  ) {}

  async #query<Found>(ask: () => Promise<Found>): Promise<Found> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ViewLost) this.lost();
      throw error;
    }
  }

  async get(key: string): Promise<Doc | undefined> {
    return (await this.#hold(key)).doc as Doc | undefined;
  }

  /** Documents that can be read; with a `limit` as many as that, unless there are no more. */
  async find(
    where: Readonly<Record<string, IndexValue>>,
    paging: {
      readonly limit?: number;
      /** A place in the order: the document that stood there may be gone by now. */
      readonly after?: { readonly key: string; readonly value: IndexValue };
      readonly upTo?: { field: string; value: string | number };
      readonly orderBy?: string;
    } = {},
  ): Promise<readonly { readonly key: string; readonly doc: Doc }[]> {
    const { limit, upTo, orderBy } = paging;
    const documents: { key: string; doc: Doc }[] = [];
    let after: ViewDocument | undefined = paging.after && {
      key: paging.after.key,
      index: orderBy === undefined ? {} : { [orderBy]: paging.after.value },
      position: 0,
      body: undefined,
    };
    for (;;) {
      const wanted = limit === undefined ? undefined : limit - documents.length;
      const found = await this.#query(async () => {
        await this.flush();
        return this.collection.find(present({ where, limit: wanted, after, upTo, orderBy }));
      });
      for (const document of found) {
        const doc = this.#held.get(document.key)?.doc ?? (await this.#open(document));
        if (doc !== undefined) documents.push({ key: document.key, doc: doc as Doc });
      }
      after = found.at(-1);
      // Some of a page may have been erased: the next ones take their place.
      if (wanted === undefined || found.length < wanted || documents.length === limit) return documents;
    }
  }

  /** Folds events in log order. Documents that are not cached are read together, because the store may be remote. */
  async apply(events: readonly DecodedEvent[]): Promise<void> {
    const changes = events.flatMap((event) =>
      this.#changes(event).map((change) => ({ ...change, event, position: event.position })),
    );
    const missing = new Set(changes.flatMap(({ key }) => (this.#held.has(key) ? [] : [key])));
    if (missing.size > 1) await Promise.all([...missing].map((key) => this.#hold(key)));
    for (const { key, personId, tenantId, change, position, event } of changes) {
      const held = this.#held.get(key) ?? (await this.#hold(key));
      if (held.position >= position) continue;
      const doc = this.#folded(event, held.doc, () => change(held.doc as Doc | undefined));
      const next: Held = { doc, position };
      this.#held.set(key, next);
      this.#dirty.set(key, { held: next, personId, tenantId });
    }
  }

  #changes(event: DecodedEvent): readonly ViewChange<Doc>[] {
    try {
      return this.folding.changes(event);
    } catch {
      this.unfolded(event);
      return [];
    }
  }

  #folded(event: DecodedEvent, before: object | undefined, change: () => object | undefined): object | undefined {
    try {
      return change();
    } catch {
      this.unfolded(event);
      return before;
    }
  }

  /** After keys were destroyed: nothing of these people stays at hand, and nothing of theirs is sealed anew under a later key. */
  forget(people: ReadonlySet<string>): void {
    this.#held.clear();
    for (const [key, { held, personId }] of this.#dirty)
      if (personId !== null && people.has(personId)) this.#dirty.delete(key);
      else this.#held.set(key, held); // not stored yet: the store's is older
  }

  /** Stores what has changed, with how far the view has come. */
  async flush(checkpoint?: number): Promise<void> {
    if (this.#dirty.size === 0 && checkpoint === undefined) return;
    const dirty = this.#dirty;
    this.#dirty = new Map();
    const documents: ViewDocument[] = [];
    for (const [key, { held, personId, tenantId }] of dirty) {
      const doc = held.doc as Doc | undefined;
      documents.push({
        key,
        position: held.position,
        index: doc === undefined ? {} : this.folding.index(doc),
        body: doc === undefined ? undefined : await this.#seal(key, doc, personId, tenantId),
      });
    }
    try {
      await this.#query(async () =>
        this.collection.commit(documents, checkpoint ?? (await this.collection.checkpoint())),
      );
    } catch (error) {
      // What could not be stored is still owed: the next attempt must not believe it done.
      for (const [key, one] of dirty) if (!this.#dirty.has(key)) this.#dirty.set(key, one);
      throw error;
    }
  }

  /**
   * Stores what has changed; a view that nothing touched notes how far it has come only now and then, since folding an event
   * again changes nothing and a commit for every batch costs more than the fold.
   */
  async settle(reached: number): Promise<void> {
    if (this.#dirty.size > 0 || reached - (await this.collection.checkpoint()) >= CHECKPOINT_EVERY)
      await this.flush(reached);
  }

  async #hold(key: string): Promise<Held> {
    const held = this.#held.get(key);
    if (held !== undefined) return held;
    const stored = await this.#query(() => this.collection.get(key));
    // Another copy may have folded further meanwhile.
    const quicker = this.#held.get(key);
    if (quicker !== undefined) return quicker;
    const fresh: Held = {
      doc: stored === undefined ? undefined : await this.#open(stored),
      position: stored?.position ?? 0,
    };
    this.#held.set(key, fresh);
    return fresh;
  }

  async #seal(key: string, doc: object, personId: string | null, tenantId: string): Promise<string> {
    const text = JSON.stringify(doc);
    if (personId === null) return `:${text}`;
    const dataKey = await this.keys.getOrCreate(tenantId, personId, 'core');
    return `${dataKey.keyId}:${sealText(text, dataKey, `${this.folding.name}/${key}`)}`;
  }

  async #open(document: ViewDocument): Promise<object | undefined> {
    if (document.body === undefined) return undefined;
    const colon = document.body.indexOf(':');
    const keyId = document.body.slice(0, colon);
    const rest = document.body.slice(colon + 1);
    if (keyId === '') return JSON.parse(rest) as object;
    const key = this.keys.peek(keyId) ?? (await this.keys.find(keyId));
    if (key === undefined || key === 'destroyed') return undefined;
    return JSON.parse(openText(rest, key, `${this.folding.name}/${document.key}`)) as object;
  }
}

/** All at once; none is still running when the first failure is reported, so the same events may come again. */
async function eachOf<View>(views: readonly View[], work: (view: View) => Promise<void>): Promise<void> {
  for (const one of await Promise.allSettled(views.map(work))) if (one.status === 'rejected') throw one.reason;
}

/**
 * Runs all views of a store from one subscription; each keeps its own checkpoint, so one may be rebuilt alone. Where the store was
 * wiped they are rebuilt automatically; until they have caught up, they serve no reads.
 */
export class ProjectionRunner {
  readonly #following: RestartableSubscription;
  #views: readonly MaterializedView<never>[] = [];
  /** Documents count once the views have come as far as the log reached when they were begun. */
  #whole = 0;
  /** Real time since which the store cannot be used. */
  #behindSince: number | undefined;
  readonly #patient = new Set<() => void>();
  #batch: readonly StoredEvent[] = [];

  constructor(
    readonly log: EventLog,
    readonly opener: EventDecoder,
    readonly keys: KeyStore,
    readonly store: ViewStore,
    readonly foldings: readonly Projection<never>[],
    /** Called with every batch before it is folded. */
    readonly noticed: (events: readonly StoredEvent[]) => void = () => undefined,
    /** Called for an event that cannot be folded, and awaited before a batch with one counts as done. */
    readonly unfolded:
      { report(stored: StoredEvent, reason: string): void; kept(): Promise<void> } | undefined = undefined,
  ) {
    this.#following = new RestartableSubscription(log, (events) => this.#handle(events));
  }

  /** Resolves when the views are open or, where their server is away, at once: they open as soon as it is there. */
  async start(): Promise<void> {
    this.#behindSince = undefined;
    let release = (): void => undefined;
    const away = new Promise<void>((resolve) => (release = resolve));
    this.#patient.add(release);
    await Promise.race([this.#following.begin(() => this.#open()), away]);
    this.#patient.delete(release);
  }

  async #open(): Promise<number> {
    try {
      const views: MaterializedView<never>[] = [];
      for (const folding of this.foldings) {
        const { name, version, indexes } = folding;
        const collection = await this.store.open({ name, version, indexes });
        views.push(
          new MaterializedView(
            folding,
            collection,
            this.keys,
            () => this.#lost(),
            ({ position, envelope }) => {
              const stored = this.#batch.find((one) => one.position === position);
              this.unfolded?.report(
                stored ?? { position, logHash: '', text: '', event: envelope },
                `the view ${name} cannot fold the event`,
              );
            },
          ),
        );
      }
      const { position: head } = await this.log.head();
      const from = await Promise.all(views.map((view) => view.collection.checkpoint()));
      this.#whole = head;
      this.#views = views;
      this.#behindSince = undefined;
      return from.length === 0 ? head : Math.min(...from);
    } catch (error) {
      if (isOutage(error)) this.#away();
      throw error;
    }
  }

  /** Nobody is kept waiting for a server that is away. */
  #away(): void {
    this.#behindSince ??= Date.now();
    for (const release of this.#patient) release();
    this.#patient.clear();
  }

  /** What was stored is gone: opened anew, and folded again from where the store now stands. */
  #lost(): void {
    this.#following.again(() => this.#open());
  }

  async #handle(events: readonly StoredEvent[]): Promise<void> {
    const views = this.#views;
    this.#batch = events;
    this.noticed(events);
    try {
      const opened = await this.opener.openAll(events);
      await eachOf(views, (view) => view.apply(opened));
      await this.unfolded?.kept();
      const last = events.at(-1)?.position;
      if (last !== undefined) await eachOf(views, (view) => view.settle(last));
      this.#behindSince = undefined;
    } catch (error) {
      if (isOutage(error)) this.#away();
      throw error;
    }
  }

  /** Throws ViewsUnavailable while they are folded again and have not come as far as they were. */
  view<Doc extends object>(name: string): MaterializedView<Doc> {
    if (this.#behindSince !== undefined && (this.#views.length === 0 || this.position() < this.#whole))
      throw new ViewsUnavailable('the views are being folded, and their server is away');
    const found = this.#views.find((view) => view.folding.name === name);
    if (found === undefined) throw new Error(`no view is named ${name}`);
    return found as unknown as MaterializedView<Doc>;
  }

  /** Milliseconds for which the store could not be used, so that what is shown may be as old; 0 where it can. */
  behindFor(): number {
    return this.#behindSince === undefined ? 0 : Math.max(1, Date.now() - this.#behindSince);
  }

  forget(people: ReadonlySet<string>): void {
    for (const view of this.#views) view.forget(people);
  }

  position(): number {
    return this.#following.position();
  }

  async caughtUp(position: number): Promise<void> {
    if (this.position() >= position) return;
    await this.#following.caughtUp(position);
  }

  /** As `caughtUp`; where they stand still (a full disk, a server that is away), the reason is thrown at once. */
  async reached(position: number): Promise<void> {
    if (this.position() >= position) return;
    await this.#following.reached(position);
  }

  /** Resolves when the views have come as far as `position`, or when their server turns out to be away. */
  async near(position: number): Promise<void> {
    if (this.position() >= position || this.#behindSince !== undefined) return;
    let release = (): void => undefined;
    const away = new Promise<void>((resolve) => (release = resolve));
    this.#patient.add(release);
    try {
      await Promise.race([this.caughtUp(position), away]);
    } finally {
      this.#patient.delete(release);
    }
  }

  stalled(): Error | undefined {
    return this.#following.stalled();
  }

  async stop(): Promise<void> {
    await this.#following.stop();
  }
}
