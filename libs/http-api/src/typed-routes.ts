import type { Decider, EventShape, Holder } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type {
  BatchCommand,
  BatchRoute,
  CarriedOut,
  CommandAnswer,
  CommandRoute,
  Created,
  EntriesRoute,
  ListedBody,
  ListRoute,
  QueryAnswer,
  QueryRoute,
  ReadRoute,
  RequestContext,
  ShownAt,
} from './route.js';

type Loose<T> = T | Promise<T>;
/** Without a request class there is no body. */
type NoBody = Readonly<Record<never, never>>;

type Typed = 'kind' | 'on' | 'body' | 'target' | 'unique' | 'command' | 'person' | 'before' | 'answer' | 'answers';

export interface TypedCommandRoute<State, Made, Event extends EventShape, Body extends object> extends Omit<
  CommandRoute,
  Typed
> {
  readonly body?: new () => Body;
  readonly target?: (ask: RequestContext<Body>) => Loose<string>;
  readonly unique?: {
    readonly key: (ask: RequestContext<Body>) => readonly [string, ...string[]];
    readonly isOpen: (state: State) => boolean;
    readonly adopts?: (state: State, ask: RequestContext<Body>) => boolean;
    readonly code: NonNullable<CommandRoute['unique']>['code'];
  };
  readonly command: (ask: RequestContext<Body>) => Loose<Made>;
  readonly person?: (ask: RequestContext<Body>) => Loose<string | null>;
  readonly before?: (ask: RequestContext<Body>) => Loose<void>;
  readonly answer?: (result: CommandAnswer<State, Event>, ask: RequestContext<Body>) => Loose<JsonObject>;
  readonly answers?: Created | ((result: CommandAnswer<State, Event>) => Created);
}

/** Members of what was made that no command of its type has: a misspelt one, or one of the body that nobody would store. */
type Unknown<Made, Command> = Made extends { readonly type: infer Type }
  ? Exclude<keyof Made, keyof Extract<Command, { readonly type: Type }>>
  : never;

type Known<Made, Command> = [Unknown<Made, Command>] extends [never]
  ? unknown
  : { readonly command: { readonly 'no command has this member': Unknown<Made, Command> } };

/**
 * A route to a decider: `commandOn(carePlan)({ body: SaveDraft, command: ({ body }) => ({ type: 'SaveDraft', … }), … })`. The
 * command and the state are the decider's own, the body is the request class's. Curried, because TypeScript would widen the
 * command's literal `type` while it still infers the decider.
 */
export function commandOn<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
) {
  return <Made extends Command, Body extends object = NoBody>(
    route: TypedCommandRoute<State, Made, Event, Body> & Known<Made, Command>,
  ): CommandRoute =>
    // The runtime hands each of its functions this decider's own state and events.
    ({ ...route, on, kind: 'command' });
}

/** What a request may hold besides the members of its command. */
type Envelope = 'occurredAt' | 'personId' | 'recordedAt';

type CommandNamed<Command, Type> = Extract<Command, { readonly type: Type }>;

/** A request class fits a command where it has that command's members and no other. */
export type Fits<Body, Command, Type> =
  Omit<Body, Envelope> extends Omit<CommandNamed<Command, Type>, 'type'>
    ? [Exclude<keyof Body, Envelope | keyof CommandNamed<Command, Type>>] extends [never]
      ? unknown
      : { readonly 'no command has this member': Exclude<keyof Body, Envelope | keyof CommandNamed<Command, Type>> }
    : { readonly 'the request does not fit the command': Type };

type WithoutCommand<State, Made, Event extends EventShape, Body extends object> = Omit<
  TypedCommandRoute<State, Made, Event, Body>,
  'command' | 'body'
>;

/** A route whose request is the command, member by member: `commandOf(riskAssessment, 'WeighRisk')({ body: WeighRisk, … })`. */
export function commandOf<
  State,
  Command extends { readonly type: string },
  Event extends EventShape,
  Type extends Command['type'],
>(on: Decider<State, Command, Event>, type: Type) {
  return <Body extends object>({
    body,
    ...route
  }: WithoutCommand<State, Command, Event, Body> & {
    readonly body: (new () => Body) & Fits<Body, Command, Type>;
  }): CommandRoute => ({
    ...route,
    on,
    body,
    kind: 'command',
    commandType: type,
    command: ({ body: sent }: RequestContext<Body>) => commandFrom(type, sent),
  });
}

/** The members of a request that belong to the envelope stay out of the command: `commandFrom('StartReview', body)`. */
export function commandFrom<const Type extends string, Body extends object>(
  type: Type,
  body: Body,
): { readonly type: Type } & Omit<Body, 'occurredAt' | 'personId'> {
  const { occurredAt: _, personId: __, ...rest }: Body & { occurredAt?: unknown; personId?: unknown } = body;
  return { type, ...rest };
}

export function readOn<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
) {
  return (
    route: Omit<ReadRoute, 'kind' | 'method' | 'on' | 'show'> & {
      readonly show: (state: State, at: ShownAt, ask: RequestContext) => Loose<JsonObject>;
    },
  ): ReadRoute => ({ ...route, on, kind: 'read', method: 'GET' });
}

export function listOn<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
) {
  return <
    Item extends JsonObject,
    Brief extends JsonObject = JsonObject,
    Body extends ListedBody = ListedBody,
    Filter extends string = string,
  >({
    inBrief,
    ...route
  }: Omit<ListRoute, 'kind' | 'method' | 'on' | 'show' | 'entries'> & {
    readonly show: (state: State, at: ShownAt, ask: RequestContext) => Loose<Item>;
    readonly entries?: EntriesRoute<Body, Filter, Item>;
    /** The same over many people, with items that say less. */
    readonly inBrief?: EntriesRoute<Body, Filter, Brief>;
  }): ListRoute => {
    const list: ListRoute = { ...route, on, kind: 'list', method: 'GET' };
    return inBrief === undefined ? list : { ...list, entries: inBrief };
  };
}

/** A POST that gives many streams of a decider a command each: `batchOn(subscription)({ body: AcknowledgeNotices, commands: … })`. */
export function batchOn<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
) {
  return <Body extends object>(
    route: Omit<BatchRoute, 'kind' | 'method' | 'on' | 'body' | 'holder' | 'commands' | 'carriedOut'> & {
      readonly body: new () => Body;
      readonly holder: (ask: RequestContext<Body>) => Loose<Holder | readonly Holder[]>;
      readonly carriedOut: (ask: RequestContext<Body>) => Loose<CarriedOut | undefined>;
      readonly commands: (
        ask: RequestContext<Body>,
      ) => AsyncIterable<Omit<BatchCommand, 'command'> & { readonly command: Command }>;
    },
  ): BatchRoute => ({ ...route, on, kind: 'batch', method: 'POST' });
}

/** A POST that only reads: `queryBy({ body: SearchRequest, answer: ({ body }) => …, … })`. */
export function queryBy<Body extends object, Answer extends QueryAnswer>(
  route: Omit<QueryRoute, 'kind' | 'method' | 'body' | 'answer' | 'paged'> & {
    readonly body: new () => Body;
    readonly answer: (ask: RequestContext<Body>) => Loose<Answer>;
  },
): QueryRoute {
  return { ...route, kind: 'query', method: 'POST' };
}
