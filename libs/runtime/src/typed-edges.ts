import { present } from '@carethread/ledger';
import type { ContractClass, ContractData, ContractType } from '@carethread/contracts';
import type { Decider, EventMeta, EventShape, RecordedOf } from '@carethread/event-sourcing';
import type { ListEntry } from '@carethread/lists';
import type {
  Contract,
  EnvelopeEvent,
  Fact,
  FactsFold,
  Lists,
  PolicyReader,
  Policy,
  PolicyCommand,
  Publishers,
  View,
  ViewEvent,
} from './definition.js';

export { pick } from '@carethread/ledger';

/** A contract as a fold reads it, by its type. Distributes over a union, so that a test of `type` narrows `data`. */
export type FactOf<Type extends ContractType> = Type extends ContractType
  ? Fact<ContractData<Type>> & { readonly type: Type }
  : never;

/** What a policy is given: a contract by its published type, or an own event by its payload. */
export type TriggerOf<Own extends EventShape, When extends string> = When extends ContractType
  ? Trigger<When, ContractData<When>>
  : When extends Own['type']
    ? Trigger<When, Extract<Own, { readonly type: When }>['payload']>
    : never;

interface Trigger<Type extends string, Data extends object> extends Omit<Fact<Data>, 'type' | 'source' | 'sequence'> {
  readonly type: Type;
  readonly meta: EventMeta;
}

export interface TypedPolicy<Own extends EventShape, When extends string> {
  readonly name: string;
  readonly when: readonly When[];
  then(fact: TriggerOf<Own, When>, reader: PolicyReader): readonly PolicyCommand[] | Promise<readonly PolicyCommand[]>;
}

/** A policy on published contracts; `data` has the members of those named in `when`. */
export function policy<const When extends ContractType>(sentence: TypedPolicy<never, When>): Policy {
  return sentence;
}

/** A policy on this service's own events, and on contracts beside them: `policyOn<PlanEvent>()({ … })`. */
export function policyOn<Own extends EventShape>() {
  return <const When extends ContractType | Own['type']>(sentence: TypedPolicy<Own, When>): Policy => sentence;
}

/** A command for a stream of a decider, checked against that decider's own commands. */
export function send<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
  id: string,
  command: NoInfer<Command>,
  options: Pick<PolicyCommand, 'personId' | 'jurisdiction' | 'organisationId' | 'name'> = {},
): PolicyCommand {
  return { ...options, on, id, command };
}

type Optional<Data> = { [Name in keyof Data]-?: object extends Pick<Data, Name> ? Name : never }[keyof Data];
/** A contract's data as a publisher gives it: an optional member may also be undefined. */
type Given<Data> = Omit<Data, Optional<Data>> & { readonly [Name in Optional<Data>]?: Data[Name] | undefined };
/** No member besides those of the contract; a literal's own check does not reach what was picked or spread. */
type Only<Sent, Data> = Sent & { readonly [Name in Exclude<keyof Sent, keyof Data>]: never };

/** A contract to be published, from its class; for a fact about no person with its subject. */
export function emit<Of extends ContractClass<ContractType>, const Sent extends Given<InstanceType<Of>>>(
  of: Of,
  data: Only<Sent, InstanceType<Of>>,
  subject?: string,
): Contract {
  return present<Contract>({ type: of.type, subject, data: present<object>(data) });
}

/** What a service's own events publish, by their types: `publishes<PlanEvent | EpisodeEvent>()({ PlanSuspended: … })`. */
export function publishes<Own extends EventShape>() {
  return (publishers: {
    readonly [Type in Own['type']]?: (
      event: RecordedOf<Extract<Own, { readonly type: Type }>>,
    ) => Contract | readonly Contract[] | undefined;
  }): Publishers => publishers;
}

/** A fold of contracts, each by its published type: `factsOf<CarePlanFacts>()({ … })`. */
export function factsOf<Facts>() {
  return (fold: {
    readonly version: number;
    readonly initial: Facts;
    readonly on: { readonly [Type in ContractType]?: (facts: Facts, fact: FactOf<Type>) => Facts };
  }): FactsFold<Facts> => fold;
}

/** What a view folds, by its type: a contract, or an own event by its payload. */
export type FoldedAs<Own extends EventShape, Type extends string> = Omit<ViewEvent, 'type' | 'data'> & {
  readonly type: Type;
  readonly data: Type extends ContractType ? ContractData<Type> : Extract<Own, { readonly type: Type }>['payload'];
};

/** A view of own events and of contracts, each handler by its type: `viewOf<OpenCase, CpaCaseEvent>()({ … })`. */
export function viewOf<Doc extends object, Own extends EventShape = never>() {
  return <const Index extends string>(
    view: Omit<View<Doc, Index>, 'on'> & {
      readonly on: {
        readonly [Type in ContractType | Own['type']]?: {
          readonly key: (event: FoldedAs<Own, Type>) => string | readonly string[] | undefined;
          readonly fold: (doc: Doc | undefined, event: FoldedAs<Own, Type>, key: string) => Doc | undefined;
        };
      };
    },
  ): View<Doc, Index> => view;
}

/** What a list of own events folds, by its type; the content is missing once its key is destroyed. */
export type EnvelopeAs<Own extends EventShape, Type extends string> = Omit<EnvelopeEvent, 'type' | 'data'> & {
  readonly type: Type;
  readonly data?: Extract<Own, { readonly type: Type }>['payload'];
};

/** A list that own events add entries to for good, whoever's they are: `appendedList<ProviderNotices, SubscriptionEvent>()({ … })`. */
export function appendedList<Doc extends object, Own extends EventShape>() {
  return <Body extends object>({
    appends,
    onEnvelope,
    ...view
  }: Pick<View<Doc>, 'name' | 'version'> & {
    readonly onEnvelope: {
      readonly [Type in Own['type']]?: {
        readonly key: (event: Omit<EnvelopeAs<Own, Type>, 'data'>) => string | undefined;
        readonly fold: (doc: Doc | undefined, event: EnvelopeAs<Own, Type>) => Doc;
      };
    };
    readonly appends: (before: Doc | undefined, after: Doc) => readonly ListEntry<Body, never>[];
  }): View<Doc, never> & { readonly lists: Lists<Doc, Body, never> } => ({
    ...view,
    onEnvelope,
    on: {},
    indexes: [],
    index: () => ({}),
    lists: { filters: [], entries: () => [], appends },
  });
}

/** A view whose documents stand on lists: `listOf<TaskDocument, TaskEvent>()({ …, lists: { filters, entries } })`. */
export function listOf<Doc extends object, Own extends EventShape = never>() {
  return <const Index extends string, Body extends object, const Filter extends string>(
    view: Omit<Parameters<ReturnType<typeof viewOf<Doc, Own>>>[0], 'indexes' | 'index' | 'lists'> &
      Pick<View<Doc, Index>, 'indexes' | 'index'> & { readonly lists: Lists<Doc, Body, Filter> },
  ): View<Doc, Index> & { readonly lists: Lists<Doc, Body, Filter> } => view;
}
