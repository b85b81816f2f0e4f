import {
  subscribe,
  type EventLog,
  type IndexValue,
  type StoredEvent,
  type Subscription,
  type ViewCollection,
  type ViewDocument,
  type ViewStore,
} from '@carethread/event-sourcing';
import { openText, sealText, type KeyStore } from '@carethread/privacy';
import { atHand } from './at-hand.js';
import type { Opened, Opener } from './opener.js';

/** One document's change, worked out from one event. */
export interface ViewChange<Doc extends object = object> {
  readonly key: string;
  /** Whose key seals the body; null leaves it in the clear (configuration only). */
  readonly personId: string | null;
  readonly tenantId: string;
  readonly change: (doc: Doc | undefined) => Doc | undefined;
}

/** A view in its most general form: everything that follows from one event. Pure. */
export interface Folding<Doc extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly indexes: readonly string[];
  readonly index: (doc: Doc) => Readonly<Record<string, IndexValue>>;
  readonly changes: (event: Opened) => readonly ViewChange<Doc>[];
}

/** Events after which a checkpoint is written although nothing else was. */
export const FAR = 1_000;

interface Held {
  readonly doc: object | undefined;
  readonly position: number;
}

/** A view kept for reading: folded from the log, sealed at rest, with its documents at hand. */
export class RunningView<Doc extends object = object> {
  readonly #held = atHand<string, Held>(20_000);
  #dirty = new Map<string, { held: Held; personId: string | null; tenantId: string }>();

  constructor(
    readonly folding: Folding<Doc>,
    readonly collection: ViewCollection,
    readonly keys: KeyStore,
  ) {}

  async get(key: string): Promise<Doc | undefined> {
    return (await this.#hold(key)).doc as Doc | undefined;
  }

  async find(
    where: Readonly<Record<string, IndexValue>>,
    paging: {
      readonly limit?: number;
      readonly after?: string;
      readonly upTo?: { field: string; value: string | number };
      readonly orderBy?: string;
    } = {},
  ): Promise<readonly { readonly key: string; readonly doc: Doc }[]> {
    await this.flush();
    const after = paging.after === undefined ? undefined : await this.collection.get(paging.after);
    const found = await this.collection.find({
      where,
      ...(paging.limit === undefined ? {} : { limit: paging.limit }),
      ...(after === undefined ? {} : { after }),
      ...(paging.upTo === undefined ? {} : { upTo: paging.upTo }),
      ...(paging.orderBy === undefined ? {} : { orderBy: paging.orderBy }),
    });
    const documents: { key: string; doc: Doc }[] = [];
    for (const document of found) {
      const doc = this.#held.get(document.key)?.doc ?? (await this.#open(document));
      if (doc !== undefined) documents.push({ key: document.key, doc: doc as Doc });
    }
    return documents;
  }

  /** Folds events in log order. Documents that are not at hand are asked for together: a store may be a network away. */
  async apply(events: readonly Opened[]): Promise<void> {
    const changes = events.flatMap((event) =>
      this.folding.changes(event).map((change) => ({ ...change, position: event.position })),
    );
    const missing = new Set(changes.flatMap(({ key }) => (this.#held.has(key) ? [] : [key])));
    if (missing.size > 1) await Promise.all([...missing].map((key) => this.#hold(key)));
    for (const { key, personId, tenantId, change, position } of changes) {
      const held = this.#held.get(key) ?? (await this.#hold(key));
      if (held.position >= position) continue;
      const next: Held = { doc: change(held.doc as Doc | undefined), position };
      this.#held.set(key, next);
      this.#dirty.set(key, { held: next, personId, tenantId });
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
      await this.collection.commit(documents, checkpoint ?? (await this.collection.checkpoint()));
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
    if (this.#dirty.size > 0 || reached - (await this.collection.checkpoint()) >= FAR) await this.flush(reached);
  }

  async #hold(key: string): Promise<Held> {
    const held = this.#held.get(key);
    if (held !== undefined) return held;
    const stored = await this.collection.get(key);
    // Whoever was quicker may have folded on meanwhile.
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

/** All at once; none is still at work when the first failure is told, so the same events may come again. */
async function eachOf<View>(views: readonly View[], work: (view: View) => Promise<void>): Promise<void> {
  for (const one of await Promise.allSettled(views.map(work))) if (one.status === 'rejected') throw one.reason;
}

/** Runs all views of a service from one subscription; each keeps its own checkpoint, so one may be rebuilt alone. */
export class ViewRunner {
  #subscription: Subscription | undefined;
  #views: readonly RunningView<never>[] = [];

  constructor(
    readonly log: EventLog,
    readonly opener: Opener,
    readonly keys: KeyStore,
    readonly store: ViewStore,
    readonly foldings: readonly Folding<never>[],
    /** Told of every batch before it is folded. */
    readonly noticed: (events: readonly StoredEvent[]) => void = () => undefined,
  ) {}

  async start(): Promise<void> {
    const views: RunningView<never>[] = [];
    for (const folding of this.foldings) {
      const { name, version, indexes } = folding;
      views.push(new RunningView(folding, await this.store.open({ name, version, indexes }), this.keys));
    }
    this.#views = views;
    const from = await Promise.all(views.map((view) => view.collection.checkpoint()));
    const start = from.length === 0 ? (await this.log.head()).position : Math.min(...from);
    this.#subscription = subscribe({
      log: this.log,
      from: start,
      handle: async (events) => {
        this.noticed(events);
        const opened = await this.opener.openAll(events);
        await eachOf(views, (view) => view.apply(opened));
        const last = events.at(-1)?.position;
        if (last !== undefined) await eachOf(views, (view) => view.settle(last));
      },
    });
  }

  view<Doc extends object>(name: string): RunningView<Doc> {
    const found = this.#views.find((view) => view.folding.name === name);
    if (found === undefined) throw new Error(`no view is named ${name}`);
    return found as unknown as RunningView<Doc>;
  }

  forget(people: ReadonlySet<string>): void {
    for (const view of this.#views) view.forget(people);
  }

  position(): number {
    return this.#subscription?.position() ?? 0;
  }

  async caughtUp(position: number): Promise<void> {
    if (this.position() >= position) return;
    await this.#subscription?.caughtUp(position);
  }

  stalled(): Error | undefined {
    return this.#subscription?.stalled();
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }
}
