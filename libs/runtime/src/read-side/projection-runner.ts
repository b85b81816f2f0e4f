import { ViewsUnavailable, type EventLog, type StoredEvent, type ViewStore } from '@carethread/event-sourcing';
import type { KeyStore } from '@carethread/privacy';
import { RestartableSubscription } from '../reactions/restartable-subscription.js';
import type { EventDecoder } from './event-decoder.js';
import { type Blindings, EntryCollection, entryIndexes, SealedBodies } from '@carethread/lists';
import { isViewOf, MaterializedView, type DocumentKind, type Projection } from './materialized-view.js';
import { isOutage } from '../outage.js';

/** All at once; none is still running when the first failure is reported, so the same events may come again. */
async function eachOf<View>(views: readonly View[], work: (view: View) => Promise<void>): Promise<void> {
  for (const one of await Promise.allSettled(views.map(work))) if (one.status === 'rejected') throw one.reason;
}

/**
 * Runs all views of a store from one subscription; each keeps its own checkpoint, so one may be rebuilt alone. Where the store was
 * wiped they are rebuilt automatically; until they have caught up, they serve no reads.
 */
export class ProjectionRunner {
  readonly #subscription: RestartableSubscription;
  #views: readonly MaterializedView[] = [];
  /** The head of the log when the views were opened: documents are served once they have come as far. */
  #whole = 0;
  /** Since when the store cannot be used, in real time. */
  #behindSince: number | undefined;
  readonly #waiting = new Set<() => void>();
  /** By view: who is called with the documents that events have come for. */
  readonly #followers = new Map<string, Set<(keys: ReadonlySet<string>) => void>>();
  #batch: readonly StoredEvent[] = [];

  constructor(
    readonly log: EventLog,
    readonly decoder: EventDecoder,
    readonly keys: KeyStore,
    readonly store: ViewStore,
    readonly projections: readonly Projection[],
    /** Called with every batch before it is folded. */
    readonly onBatch: (events: readonly StoredEvent[]) => void = () => undefined,
    /** Called for an event that cannot be folded, and awaited before a batch with one counts as done. */
    readonly unfolded:
      { report(stored: StoredEvent, reason: string): void; kept(): Promise<void> } | undefined = undefined,
    readonly blindings: Blindings = () => Promise.reject(new Error('lists need what blinds users and words')),
  ) {
    this.#subscription = new RestartableSubscription(log, (events) => this.#handle(events));
  }

  /** Resolves when the views are open or, where their server is away, at once: they open as soon as it is there. */
  async start(): Promise<void> {
    this.#behindSince = undefined;
    let release = (): void => undefined;
    const away = new Promise<void>((resolve) => (release = resolve));
    this.#waiting.add(release);
    await Promise.race([this.#subscription.begin(() => this.#open()), away]);
    this.#waiting.delete(release);
  }

  async #open(): Promise<number> {
    try {
      const views: MaterializedView[] = [];
      for (const projection of this.projections) {
        const { name, version, indexes } = projection;
        const collection = await this.store.open({ name, version, indexes });
        const entries = await this.#entries(projection);
        views.push(
          new MaterializedView(
            projection,
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
            entries,
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

  async #entries<Doc extends object>(projection: Projection<Doc>): Promise<EntryCollection<Doc> | undefined> {
    const { name, version, lists } = projection;
    if (lists === undefined) return undefined;
    const ofEntries = `${name}Entries`;
    const collection = await this.store.open({ name: ofEntries, version, ...entryIndexes(lists.filters) });
    const bodies = new SealedBodies(this.keys, ofEntries);
    const entries = new EntryCollection<Doc>(collection, lists, bodies, this.blindings);
    // Keys may have been destroyed while no process of this service ran.
    entries.drop(new Set(await this.keys.forgotten()));
    await entries.erase();
    return entries;
  }

  /** The store's server is away: releases the callers that wait for the views. */
  #away(): void {
    this.#behindSince ??= Date.now();
    for (const release of this.#waiting) release();
    this.#waiting.clear();
  }

  /** The store has lost the views: opens them again and folds from the checkpoint that it has now. */
  #lost(): void {
    this.#subscription.restart(() => this.#open());
  }

  async #handle(events: readonly StoredEvent[]): Promise<void> {
    const views = this.#views;
    this.#batch = events;
    this.onBatch(events);
    try {
      const opened = await this.decoder.openAll(events);
      await eachOf(views, async (view) => {
        const keys = await view.apply(opened);
        if (keys.size > 0) for (const follower of this.#followers.get(view.projection.name) ?? []) follower(keys);
      });
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
  view<Doc extends object>(kind: DocumentKind<Doc>): MaterializedView<Doc> {
    if (this.#behindSince !== undefined && (this.#views.length === 0 || this.position() < this.#whole))
      throw new ViewsUnavailable('the views are being folded, and their server is away');
    for (const view of this.#views) if (isViewOf(view, kind)) return view;
    throw new Error(`no view is named ${kind.name}`);
  }

  /** The lists of a view, by its name: who reads a list knows its entries and not its documents. */
  lists(name: string): Pick<MaterializedView, 'list' | 'keysInEach' | 'countBy'> {
    const found = this.projections.find((projection) => projection.name === name);
    if (found === undefined) throw new Error(`no view is named ${name}`);
    return this.view(found);
  }

  /** Calls `follower` with the keys of a view's documents whenever events have come for them; returns how to stop it. */
  onFolded({ name }: { readonly name: string }, follower: (keys: ReadonlySet<string>) => void): () => void {
    const followers = this.#followers.get(name) ?? new Set();
    this.#followers.set(name, followers.add(follower));
    return () => followers.delete(follower);
  }

  /** Milliseconds since which the store cannot be used, so that the views may be as old; 0 while it can. */
  behindFor(): number {
    return this.#behindSince === undefined ? 0 : Math.max(1, Date.now() - this.#behindSince);
  }

  drop(people: ReadonlySet<string>): void {
    for (const view of this.#views) view.drop(people);
  }

  position(): number {
    return this.#subscription.position();
  }

  async caughtUp(position: number): Promise<void> {
    if (this.position() >= position) return;
    await this.#subscription.caughtUp(position);
  }

  /** As `caughtUp`, but throws at once with the reason where they are stalled (a full disk, a server that is away). */
  async reached(position: number): Promise<void> {
    if (this.position() >= position) return;
    await this.#subscription.reached(position);
  }

  /** Resolves when the views have come as far as `position`, or when their server turns out to be away. */
  async near(position: number): Promise<void> {
    if (this.position() >= position || this.#behindSince !== undefined) return;
    let release = (): void => undefined;
    const away = new Promise<void>((resolve) => (release = resolve));
    this.#waiting.add(release);
    try {
      await Promise.race([this.caughtUp(position), away]);
    } finally {
      this.#waiting.delete(release);
    }
  }

  stalled(): Error | undefined {
    return this.#subscription.stalled();
  }

  async stop(): Promise<void> {
    await this.#subscription.stop();
    // What lists have waited to store: where it cannot be stored now, it is folded again at the next start.
    await eachOf(this.#views, (view) => view.flush()).catch(() => undefined);
  }
}
