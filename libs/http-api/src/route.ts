import {
  TENANT,
  type ActingParty,
  type AnyDecider,
  type EventShape,
  type Holder,
  type IndexValue,
} from '@carethread/event-sourcing';
import type { Instant, JsonObject } from '@carethread/ledger';
import { InstantField, type Capability } from '@carethread/contracts';
import type {
  Listed,
  ListPlace,
  ListView,
  PolicyCommand,
  Reader,
  Scope,
  ServiceRuntime,
  Warn,
  Webhooks,
} from '@carethread/runtime';
import type { BodyForm } from './body-form.js';
import type { QuerySchema } from './query-parameters.js';
import type { Sight } from './sight.js';
import type { Upload } from './upload-body.js';

const RUNTIME: unique symbol = Symbol('runtime');

/** A request as routes see it: validated body, authenticated actor, one instant. */
export interface RequestContext<Body = unknown> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
  readonly actor: ActingParty;
  readonly tenantId: string;
  readonly now: Instant;
  /** Derived from the Idempotency-Key; a new stream's id may derive from it. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly purpose: string | undefined;
  /** Whether the caller would have the number of everything on a list beside a page of it (RFC 7240). */
  readonly prefersCount?: boolean;
  /** What the service itself holds. */
  readonly read: Reader;
  /** Seals what a list's next page begins after, within the tenant; `open` gives undefined for what was not sealed here. */
  readonly cursors: { seal(place: string): Promise<string>; open(cursor: string): Promise<string | undefined> };
  /** Waits until what was known at an instant can no longer change. Throws KNOWN_AT_FUTURE, MALFORMED. */
  settledAt(knownAt: string | undefined): Promise<{ readonly knownAt: Instant; readonly final: boolean }>;
  /** HMAC-SHA-256 of a text under the tenant's secret, in hex: a plain hash of words could be guessed. */
  keyedHash(text: string): string;
  /** What says, elsewhere too, how far this service has come for a person: for `Prefer: wait-for=`. */
  position(personId: string): Promise<string>;
  /** Set where the answer is wanted as a stream of events; after which of them, where the reader connects again. */
  readonly streaming?: { readonly lastEventId?: string };
  /** How the installation is called from outside. */
  readonly publicUrl: string | undefined;
  /** Carries out what a read has found to be necessary, by the platform itself: once for each `commandId`. */
  issue(policy: string, command: PolicyCommand, commandId: string): Promise<void>;
  /** Whether this platform sends e-mail: its operator named a mail server. */
  readonly sendsMail: boolean;
  /** A line for the operational log: codes, ids and numbers only. */
  readonly warn: Warn;
  /** Signs and sends to an organisation's endpoint, and knows what was sent there. */
  readonly webhooks: Webhooks;
  readonly [RUNTIME]: ServiceRuntime;
  /** What of a person's the caller may see, besides what the request names. */
  sight(personId: string | null): Sight;
  pseudonym(userId: string): string;
}

/** What runs the service behind a request, for the platform's own routes: a service reads through `read` (a lint rule holds that). */
export function runtimeBehind(ask: Pick<RequestContext, typeof RUNTIME>): ServiceRuntime {
  return ask[RUNTIME];
}

/** The member of a request's context that `runtimeBehind` reads. */
export function behind(runtime: ServiceRuntime): Pick<RequestContext, typeof RUNTIME> {
  return { [RUNTIME]: runtime };
}

/** What a machine's token may be used for. */
export type MachineScope = 'notices.read' | 'notices.acknowledge' | 'plans.read' | 'endpoints.manage';

interface RouteBase {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Nest path, full: `/assessment/persons/:id`. */
  readonly path: string;
  readonly summary: string;
  /** The row of the role table that guards it; without one the route does not exist (default deny). */
  readonly capability: Capability;
  /**
   * What a former provider reads (D23): its own records as they stood when its service ended, by default.
   * `nothing`: how things stand now; `whole`: what is about the provider itself, with what its end brought.
   */
  readonly former?: 'nothing' | 'whole';
  /**
   * The scope that a machine's token (SY) needs for it. `ifSaid`: a token that says nothing of scopes passes, as it did before there
   * were any. A scope never widens a role.
   */
  readonly scope?: { readonly name: MachineScope; readonly ifSaid?: true };
  /** Requirement ids or pages that this route answers to, for the docs. */
  readonly about?: string;
  /** A standard's form of its bodies: an answer is what the route says and nothing besides. */
  readonly form?: BodyForm;
}

type Awaitable<T> = T | Promise<T>;

/** The status of a command that was carried out: whether it made something that can be read at its `Location`. */
export type Created = 200 | 201;

// A method, as above.
type StatusBy = { status(result: CommandAnswer): Created }['status'];

/** The body of a command that says everything by its path: it may add when that happened. */
export class BareRequest {
  @InstantField({ optional: true }) occurredAt?: string;
}

/**
 * A command: validated, decided, appended. Its functions are methods, which TypeScript compares in both directions: a table holds
 * routes of many deciders, and each is given the state and the body that its own builder (`commandOn`) has checked it for.
 */
export interface CommandRoute extends RouteBase {
  readonly kind: 'command';
  readonly body?: new () => object;
  /** A body that the rules take, for the document: where one made of the class alone says two things that shut each other out. */
  readonly example?: JsonObject;
  readonly on: AnyDecider;
  /** The target stream's uuid: a path parameter's name, or computed. Default for 201 creations: UUIDv5(commandId, category). */
  target?(ask: RequestContext): Awaitable<string>;
  /** Where only one may be open: ids are UUIDv5(key, ordinal); `isOpen` says that the present one still is; refused with `code`. */
  readonly unique?: {
    key(ask: RequestContext): readonly [string, ...string[]];
    isOpen(state: unknown): boolean;
    /** Whether the present one, though open, is what the request asks for: its command goes there. */
    adopts?(state: unknown, ask: RequestContext): boolean;
    readonly code: 'STATE_CONFLICT' | 'CASE_EXISTS' | 'PERSON_EXISTS';
  };
  command(ask: RequestContext): Awaitable<{ readonly type: string }>;
  /** The command's type, where the route was made of it: it names the operation in the document. */
  readonly commandType?: string;
  /** The person concerned, when the stream does not exist yet. Default: `body.personId`, else the path parameter `personId`. */
  person?(ask: RequestContext): Awaitable<string | null>;
  /**
   * The stream that the command goes to. `existing`, the default: 404 where there is none. `new`: the command opens it, answered by 201.
   * `either`: the first command opens it, later ones add to it.
   */
  readonly stream?: 'new' | 'existing' | 'either';
  /** 201 with `Location` where the command makes something inside its stream. Default: 201 for a new stream, else 200. */
  readonly answers?: Created | StatusBy;
  /** `none`: nothing of it is ever overwritten, and how far it has come is not for everybody who adds to it. */
  readonly ifMatch?: 'required' | 'optional' | 'none';
  /** The organisation in the body is another than the caller's by its nature: a handover's addressee. */
  readonly naming?: 'others';
  /** Whether this one thing is shown to a caller who may see such things of the person; 404 where it is not. */
  sees?(state: unknown, ask: RequestContext): boolean;
  /** Its clients know of no Idempotency-Key, and what it does once is refused a second time. */
  readonly keyless?: true;
  /** Extra checks with HTTP knowledge (identifier claims …), after visibility, before the decision. */
  before?(ask: RequestContext): Awaitable<void>;
  /** Members of the answer besides id, revision and position. */
  answer?(result: CommandAnswer, ask: RequestContext): Awaitable<JsonObject>;
  /** Where what a 201 made is read: a path of the table, `:id` standing for the stream. Default: what the route's own path hangs on. */
  readonly readAt?: string;
}

export interface CommandAnswer<State = unknown, Event extends EventShape = EventShape> {
  readonly id: string;
  readonly revision: number;
  readonly state: State;
  readonly events: readonly Event[];
}

/** One stream's state, at now or as known at × as effective at. */
export interface ReadRoute extends RouteBase {
  readonly kind: 'read';
  readonly on: AnyDecider;
  target?(ask: RequestContext): Awaitable<string>;
  show(state: unknown, at: ShownAt, ask: RequestContext): Awaitable<JsonObject>;
  /** Query parameters besides knownAt and effectiveAt, each with its schema. */
  readonly queryParameters?: Readonly<Record<string, QuerySchema>>;
  /** Whether this one thing is shown to a caller who may see such things of the person; 404 where it is not. */
  sees?(state: unknown, ask: RequestContext): boolean;
}

export interface ShownAt {
  readonly id: string;
  readonly revision: number;
  readonly etag: string;
  readonly personId: string | null;
  /** The instant that the answer is about: as requested, else now. */
  readonly at: Instant;
  /** By when what the answer holds was recorded: as requested, else now. */
  readonly knownAt: Instant;
}

/** What an entry says of itself to whoever lists it: whose record it is of, if anybody's. */
export interface ListedBody {
  readonly personId: string | null;
}

/** The names of two members of a query. */
export interface Between {
  readonly from: string;
  readonly to: string;
}

/** The entries of a view as a route lists them. */
export interface EntriesRoute<Body extends ListedBody, Filter extends string, Item extends JsonObject> {
  readonly view: ListView<Body, Filter>;
  /** The view's filters that a request may name, each with its schema. */
  readonly filters: { readonly [Name in Filter]?: QuerySchema };
  /** What the list holds where the request names no other value: a saved filter. */
  readonly where?: { readonly [Name in Filter]?: IndexValue };
  /** Members of the query that `sees` looks at: what changes with the clock alone, and what no index holds. */
  readonly further?: Readonly<Record<string, QuerySchema>>;
  /** The two members of the query that bound the list by local days, both included, where its order begins with an instant. */
  readonly between?: Between;
  /** Further orders by name (`?sort=`), each with entries of its own and what bounds it; the first order has no name. */
  readonly sorts?: Readonly<Record<string, Pick<EntriesRoute<Body, Filter, Item>, 'where' | 'between'>>>;
  /** The member of `further` that names a user: where nothing else narrows the list, it looks among what stands with that user. */
  readonly ofUser?: string;
  /** How its lines are come by, where more than the view's own entries stand for them; in one order, from after a place on. */
  each?(ask: RequestContext, scopes: readonly Scope[], after?: ListPlace): AsyncIterable<Listed<Body>>;
  /** Everything in the scope of an office or an organisation is shown to whoever has it: what is there need not be read to be counted. */
  readonly counted?: true;
  /** Whose the thing is: an entry is shown to those who can read the thing itself. */
  holder(body: Body): Holder | readonly Holder[];
  /** Whether this one is shown to a caller who may see such things of the person. */
  sees?(body: Body, ask: RequestContext): Awaitable<boolean>;
  item(body: Body, ask: RequestContext): Item | Promise<Item>;
}

/** The streams of a category: `?personId=` and further filters over views. */
export interface ListRoute extends RouteBase {
  readonly kind: 'list';
  readonly on: AnyDecider;
  show(state: unknown, at: ShownAt, ask: RequestContext): Awaitable<JsonObject>;
  /** Which of them are listed; default: all. */
  sees?(state: unknown, ask: RequestContext): boolean;
  /** Query members besides personId that filter the shown items by equality, each with its schema. */
  readonly filters?: Readonly<Record<string, QuerySchema>>;
  /** Each of them is for somebody: whom one names lists it as they read it alone, whatever else they may see of the person. */
  readonly addressed?: true;
  /** The same over many people, where the query names no person. */
  readonly entries?: EntriesRoute<ListedBody, string, JsonObject>;
}

/**
 * Anything else that is read: a composed answer. Its functions are methods as those of a command are: what is read by a body
 * (`queryBy`) is given the body that its builder has checked it for.
 */
export interface QueryRoute extends RouteBase {
  readonly kind: 'query';
  readonly method: 'GET' | 'POST';
  /** What is asked for, where it may not stand in a URL: such a POST only reads, needs no Idempotency-Key and stores nothing. */
  readonly body?: new () => object;
  /** A body that finds something, for the document. */
  readonly example?: JsonObject;
  /** Whose record is read; null where it is nobody's. */
  readonly person: (ask: RequestContext) => Awaitable<string | null>;
  /**
   * Whose the thing is that is read: the stream of `on` that the path names, or what `holder` says. `each`: anybody related to the
   * person may ask, and the answer holds only what `ask.sight` shows them.
   */
  readonly of:
    | { readonly on: AnyDecider; readonly id?: (ask: RequestContext) => Awaitable<string> }
    | { readonly holder: (ask: RequestContext) => Awaitable<Holder | readonly Holder[]> }
    | 'each';
  answer(ask: RequestContext): Awaitable<QueryAnswer>;
  /**
   * Its answer is a collection: `limit` asks for a page of its `items`. A cursor counts from the beginning, so what grows grows at its end:
   * where it does not, the answer is a page `byItself`, with cursors that name a place in its order.
   */
  readonly paged?: true | 'byItself';
  /** Query parameters, each with its schema; default: none. */
  readonly queryParameters?: Readonly<Record<string, QuerySchema>>;
  /** The entries that it lists over many people, where it is made of them (`listOver`). */
  readonly entries?: EntriesRoute<ListedBody, string, JsonObject>;
  /** A request that accepts `text/event-stream` is answered by `pages`. */
  readonly streams?: true;
  /** Media types, where it answers with bytes. */
  readonly produces?: readonly string[];
  /** It concerns nobody, and is answered to a caller without a token as well. */
  readonly withoutToken?: true;
}

/** What a route that is answered without a token knows of the request: no caller, no tenant, no person. */
export type OpenContext = Pick<RequestContext, 'query' | 'now' | 'webhooks'> & { readonly read: Pick<Reader, 'find'> };

/** Bytes for a person's record, named by the query's personId. */
export interface UploadRoute extends RouteBase {
  readonly kind: 'upload';
  readonly on: AnyDecider;
  readonly types: readonly string[];
  /** In bytes. */
  readonly limit: number;
  /** What this very command stored already. */
  readonly stored: (ask: RequestContext, personId: string) => Promise<JsonObject | undefined>;
  /** Keeps the bytes durably and says what is to be known of them. */
  readonly store: (ask: RequestContext<Upload>, personId: string) => Promise<JsonObject>;
  readonly id: (content: JsonObject) => string;
  readonly command: (content: JsonObject) => { readonly type: string };
}

/** One event of a stream, as it is written to its reader. */
export interface ServerSentEvent {
  /** After which a reader that connects again goes on. */
  readonly id?: string;
  readonly event: string;
  readonly data: string;
}

/** Some events of a stream, and the people whom they show: each is in the access log before they are sent. */
export interface StreamPage {
  readonly events: readonly ServerSentEvent[];
  readonly shown: readonly string[];
}

/** What comes, page by page and no faster than it is taken, until `ends`. */
export type EventPages = (ends: AbortSignal) => AsyncIterable<StreamPage>;

/** One command of a batch, and what tells it from the others of the same request. */
export interface BatchCommand {
  readonly id: string;
  readonly name: string;
  readonly command: { readonly type: string };
}

/**
 * Many commands by one request, each to a stream of its own: each is decided and stored by itself, and counts once however often the
 * request is sent.
 */
export interface BatchRoute extends RouteBase {
  readonly kind: 'batch';
  readonly method: 'POST';
  readonly body: new () => object;
  readonly example?: JsonObject;
  readonly on: AnyDecider;
  /** Whose the things are: every stream must be of the same. */
  holder(ask: RequestContext): Awaitable<Holder | readonly Holder[]>;
  commands(ask: RequestContext): AsyncIterable<BatchCommand>;
  /** What this very request carried out when it came before: what it meant may be gone from what `commands` finds. */
  carriedOut(ask: RequestContext): Awaitable<CarriedOut | undefined>;
  /** How many commands one request carries out; the rest is for the next. */
  readonly most: number;
  answer(outcome: BatchOutcome, ask: RequestContext): Awaitable<JsonObject>;
}

/** What a request carried out of its batch: how many commands, and the first of them, which holds what the request said. */
export interface CarriedOut {
  readonly done: number;
  readonly first: { readonly id: string; readonly commandId: string };
}

export interface BatchOutcome {
  readonly done: number;
  /** Whether the request meant more than one may carry out. */
  readonly more: boolean;
}

export interface QueryAnswer {
  readonly body: unknown;
  /** It is a page already, with cursors that name a place in its order. */
  readonly isPage?: true;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** The answer as it goes on. */
  readonly pages?: EventPages;
  /** The stream that was read, for the access log. */
  readonly target?: string;
  /** The people whom it shows, where it is about more than one: each is in the access log. */
  readonly shown?: readonly string[];
  /** It rests on what UK GDPR art 18(2) allows restricted data to be used for: nothing is left out. */
  readonly despiteRestriction?: boolean;
  /** How they were come by, for the access log; default `listed`. */
  readonly showing?: 'listed' | 'found';
}

export type Route = CommandRoute | BatchRoute | ReadRoute | ListRoute | QueryRoute | UploadRoute;

/** Whether a route asks for something to be done, and not only to be shown. */
export function isWrite(route: Route): route is CommandRoute | BatchRoute | UploadRoute {
  return route.kind === 'command' || route.kind === 'batch' || route.kind === 'upload';
}

/** The statuses that a command may answer with: both where the outcome decides. */
export function statusesOf({ answers, stream }: CommandRoute): readonly Created[] {
  if (typeof answers === 'function') return [200, 201];
  return [answers ?? usualStatus(stream)];
}

/** The status of this very command. */
export function statusOf({ answers, stream }: CommandRoute, result: CommandAnswer): Created {
  return (typeof answers === 'function' ? answers(result) : answers) ?? usualStatus(stream);
}

const usualStatus = (stream: CommandRoute['stream']): Created => (stream === 'new' ? 201 : 200);

/** The path, with its parameters still open, that the Location of a 201 is made of. */
export function readingPath({ readAt, path }: CommandRoute): string {
  return readAt ?? `${path.split('/:')[0] ?? ''}/:id`;
}

export function query(route: Omit<QueryRoute, 'kind' | 'method' | 'body' | 'example'>): QueryRoute {
  return { ...route, kind: 'query', method: 'GET' };
}

/** What anybody may read: it is given nothing of whoever asks. */
export function openQuery(
  route: Pick<QueryRoute, 'path' | 'summary' | 'capability' | 'about' | 'queryParameters' | 'form'> & {
    readonly answer: (ask: OpenContext) => Promise<QueryAnswer>;
  },
): QueryRoute {
  return { ...query({ ...route, of: { holder: () => TENANT }, person: () => null }), withoutToken: true };
}

/** Whether a caller without a token is answered. */
export const isOpen = (route: Route): boolean => route.kind === 'query' && route.withoutToken === true;

export function upload(route: Omit<UploadRoute, 'kind' | 'method'>): UploadRoute {
  return { ...route, kind: 'upload', method: 'POST' };
}

export type Filters = Readonly<Record<string, IndexValue>>;
