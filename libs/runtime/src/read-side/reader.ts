import {
  keptAs,
  type Counted,
  type Decider,
  type EventShape,
  type IndexValue,
  type RecordedOf,
} from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { ListView, View, Where } from '../definition.js';
import { inOneOrder, type Listed, type ListQuery, type Scope } from '@carethread/lists';
import type { ServiceRuntime } from '../service-runtime.js';
import { asStreamOf, type LoadedStream } from '../write-side/loaded-stream.js';
import type { SubjectFacts } from './standard-views.js';
import { factsThen } from './time-travel.js';

/** A place in the order of an index: the documents after it are found, whether or not one stands there still. */
export interface Place {
  readonly key: string;
  readonly value: IndexValue;
}

export interface FindOptions<Index extends string = string> {
  readonly orderBy?: Index;
  readonly limit?: number;
  readonly after?: Place;
}

export interface Found<Doc extends object> {
  readonly key: string;
  readonly doc: Doc;
}

type Kind<State> = { readonly category: string; readonly initial: State };

type Values = Readonly<Record<string, IndexValue>>;

/** A stream by what was recorded up to an instant. */
export interface StreamHistory<State, Event extends EventShape> {
  readonly state: State;
  /** How many events were counted. */
  readonly revision: number;
  /** All events of the stream, in order, also those recorded later. */
  events(): Promise<readonly RecordedOf<Event>[]>;
}

/** What a route may read of its own service, within the caller's tenant. It checks no permission: `sight` decides what the caller may be shown. */
export interface Reader {
  /** A stream as it stands now; at revision 0 there is none. */
  state<State>(decider: Kind<State>, id: string): Promise<LoadedStream<State>>;
  /** A document of a view by its key. */
  find<Doc extends object>(view: View<Doc>, key: string): Promise<Doc | undefined>;
  /** Documents of a view by values of its indexes. */
  find<Doc extends object, Index extends string>(
    view: View<Doc, Index>,
    where: Where<NoInfer<Index>>,
    options?: FindOptions<NoInfer<Index>>,
  ): Promise<readonly Found<Doc>[]>;
  /** A person's streams of one kind, oldest first. */
  find<State>(decider: Kind<State>, of: { readonly personId: string }): Promise<readonly LoadedStream<State>[]>;
  /** The entries of a list in its order, each once; a batch is read when the one before is used up. */
  list<Body extends object>(view: ListView<Body>, query: ListQuery): AsyncGenerator<Listed<Body>, void, undefined>;
  /** The documents of a view that stand in a scope, by their keys: none is opened. */
  keysIn(view: Pick<ListView, 'name'>, scope: Scope, limit: number): Promise<readonly string[]>;
  /** The same of each of several scopes, looked up together. */
  keysInEach(
    view: Pick<ListView, 'name'>,
    scopes: readonly Scope[],
    limit: number,
  ): Promise<readonly (readonly string[])[]>;
  /**
   * How many entries of a scope there are by the values of a filter, and of those alone whose order comes before a text, where one is
   * given: none is opened, and none is checked.
   */
  countBy(
    view: Pick<ListView, 'name'>,
    scope: Scope,
    filter: string,
    where: Values,
    before?: string,
  ): Promise<readonly Counted[]>;
  /** Calls `wake` whenever events have come for a document of a view, on this replica or another; returns how to stop it. */
  onFolded(view: Pick<ListView, 'name'>, key: string, wake: () => void): () => void;
  /** What this service knows of a person, an organisation or a member of staff; as it knew it at an instant, where one is given. */
  facts<Facts>(subject: string, at?: Instant): Promise<SubjectFacts<Facts>>;
  /** A stream as known at an instant. */
  history<State, Command extends { readonly type: string }, Event extends EventShape>(
    decider: Decider<State, Command, Event>,
    id: string,
    knownAt: Instant,
  ): Promise<StreamHistory<State, Event>>;
}

export class TenantReader implements Reader {
  constructor(
    readonly runtime: ServiceRuntime,
    readonly tenantId: string,
    /** Whether views are waited for; the checks of a command read them as they are. */
    readonly waits: boolean,
  ) {}

  async state<State>(decider: Kind<State>, id: string): Promise<LoadedStream<State>> {
    return asStreamOf(await this.runtime.commands.load(this.runtime.decider(decider.category), id), decider);
  }

  find<Doc extends object>(view: View<Doc>, key: string): Promise<Doc | undefined>;
  find<Doc extends object, Index extends string>(
    view: View<Doc, Index>,
    where: Where<NoInfer<Index>>,
    options?: FindOptions<NoInfer<Index>>,
  ): Promise<readonly Found<Doc>[]>;
  find<State>(decider: Kind<State>, of: { readonly personId: string }): Promise<readonly LoadedStream<State>[]>;
  async find(
    of: View<object> | Kind<unknown>,
    where: string | Where,
    options: FindOptions = {},
  ): Promise<object | undefined> {
    if ('category' in of) return this.#streams(of, String(typeof where === 'string' ? where : where['personId']));
    if (this.waits) await this.runtime.viewsCurrent();
    const view = this.runtime.views.view(of);
    return typeof where === 'string' ? view.get(where) : view.find(present<Values>(where), options);
  }

  async *list<Body extends object>(
    view: ListView<Body>,
    query: ListQuery,
  ): AsyncGenerator<Listed<Body>, void, undefined> {
    if (this.waits) await this.runtime.viewsCurrent();
    const { changing } = view.lists;
    yield* inOneOrder(
      query,
      ({ scope, where }, limit, after) =>
        this.runtime.views.lists(view.name).list<Body>(this.tenantId, scope, where, limit, after),
      changing,
    );
  }

  async keysIn(view: Pick<ListView, 'name'>, scope: Scope, limit: number): Promise<readonly string[]> {
    const [keys = []] = await this.keysInEach(view, [scope], limit);
    return keys;
  }

  async keysInEach(
    view: Pick<ListView, 'name'>,
    scopes: readonly Scope[],
    limit: number,
  ): Promise<readonly (readonly string[])[]> {
    if (this.waits) await this.runtime.viewsCurrent();
    return this.runtime.views.lists(view.name).keysInEach(this.tenantId, scopes, limit);
  }

  async countBy(
    view: Pick<ListView, 'name'>,
    scope: Scope,
    filter: string,
    where: Values,
    before?: string,
  ): Promise<readonly Counted[]> {
    if (this.waits) await this.runtime.viewsCurrent();
    return this.runtime.views.lists(view.name).countBy(this.tenantId, scope, filter, where, before);
  }

  onFolded(view: Pick<ListView, 'name'>, key: string, wake: () => void): () => void {
    return this.runtime.views.onFolded(view, (keys) => {
      if (keys.has(key)) wake();
    });
  }

  async #streams<State>(decider: Kind<State>, personId: string): Promise<readonly LoadedStream<State>[]> {
    const streams: LoadedStream<State>[] = [];
    for (const id of await this.runtime.ids(decider.category, personId)) streams.push(await this.state(decider, id));
    return streams;
  }

  async facts<Facts>(subject: string, at?: Instant): Promise<SubjectFacts<Facts>> {
    const known = keptAs<SubjectFacts<Facts>>(await this.runtime.subjects.factsIn(this.tenantId, subject));
    return at === undefined ? known : { ...known, facts: await factsThen<Facts>(this.runtime, subject, at) };
  }

  async history<State, Command extends { readonly type: string }, Event extends EventShape>(
    decider: Decider<State, Command, Event>,
    id: string,
    knownAt: Instant,
  ): Promise<StreamHistory<State, Event>> {
    const { recorded } = this.runtime;
    const { state, revision } = await recorded.stateAt(decider, id, knownAt);
    // Upcast and folded by this very decider.
    return {
      revision,
      state: keptAs<State>(state),
      events: async () => keptAs<readonly RecordedOf<Event>[]>(await recorded.events(`${decider.category}-${id}`)),
    };
  }
}

/** How many documents a caller that reads until it has enough gets at once. */
const BATCH = 200;

/** Every document that matches, in the order of an index, from after a place on: a batch is read when the one before is used up. */
export async function* eachFound<Doc extends object, Index extends string>(
  read: Reader,
  view: View<Doc, Index>,
  where: Where<NoInfer<Index>>,
  orderBy: NoInfer<Index>,
  after?: Place,
): AsyncGenerator<Found<Doc>, void, undefined> {
  let place = after;
  for (;;) {
    const options = { orderBy, limit: BATCH };
    const found = await read.find(view, where, place === undefined ? options : { ...options, after: place });
    yield* found;
    const last = found.at(-1);
    if (found.length < BATCH || last === undefined) return;
    place = { key: last.key, value: view.index(last.doc)[orderBy] ?? null };
  }
}
