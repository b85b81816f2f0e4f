import { present } from '@carethread/ledger';
import type { ContractData, Contracts, ContractType } from '@carethread/contracts';
import type { Decider, EventMeta, EventShape, RecordedOf } from '@carethread/event-sourcing';
import type {
  Contract,
  Fact,
  FactsFold,
  PolicyReader,
  Policy,
  PolicyCommand,
  Publisher,
  View,
  ViewEvent,
} from './definition.js';

/** A contract as a fold reads it, by its type. Distributes over a union, so that a test of `type` narrows `data`. */
export type FactOf<Type extends ContractType> = Type extends ContractType
  ? Fact<ContractData<Type>> & { readonly type: Type }
  : never;

/** What a policy is given: a contract by its published type, or an own event by its payload. */
export type SeenBy<Own extends EventShape, When extends string> = When extends ContractType
  ? Seen<When, ContractData<When>>
  : When extends Own['type']
    ? Seen<When, Extract<Own, { readonly type: When }>['payload']>
    : never;

interface Seen<Type extends string, Data extends object> extends Omit<Fact<Data>, 'type' | 'source' | 'sequence'> {
  readonly type: Type;
  readonly meta: EventMeta;
}

export interface TypedPolicy<Own extends EventShape, When extends string> {
  readonly name: string;
  readonly when: readonly When[];
  then(fact: SeenBy<Own, When>, look: PolicyReader): readonly PolicyCommand[] | Promise<readonly PolicyCommand[]>;
}

/** A policy on published contracts; `data` has the members of those named in `when`. */
export function policy<const When extends ContractType>(sentence: TypedPolicy<never, When>): Policy {
  return erased(sentence);
}

/** A policy on this service's own events, and on contracts beside them: `policyOn<PlanEvent>()({ … })`. */
export function policyOn<Own extends EventShape>() {
  return <const When extends ContractType | Own['type']>(sentence: TypedPolicy<Own, When>): Policy => erased(sentence);
}

// The runner hands a policy only what it asked for in `when`.
const erased = (sentence: unknown): Policy => sentence as Policy;

/** A command for a stream of a decider, checked against that decider's own commands. */
export function send<State, Command extends { readonly type: string }, Event extends EventShape>(
  on: Decider<State, Command, Event>,
  id: string,
  command: NoInfer<Command>,
  options: Pick<PolicyCommand, 'personId' | 'jurisdiction' | 'name'> = {},
): PolicyCommand {
  return { ...options, on, id, command };
}

/** No member besides those promised; a literal's own check does not reach what was picked or spread. */
type Only<Given, Promised> = Given & { readonly [Member in Exclude<keyof Given, keyof Promised>]: never };

/** A contract to be published: clear part, sealed part, and for a fact about no person its subject. */
export function emit<
  Type extends ContractType,
  Clear extends Contracts[Type]['clear'],
  Sealed extends Contracts[Type]['sealed'],
>(
  type: Type,
  clear: Only<Clear, Contracts[Type]['clear']>,
  ...[sealed, subject]: keyof Contracts[Type]['sealed'] extends never
    ? [sealed?: Only<Sealed, Contracts[Type]['sealed']>, subject?: string]
    : [sealed: Only<Sealed, Contracts[Type]['sealed']>, subject?: string]
): Contract {
  return present({
    type,
    subject,
    clear: clear,
    sealed: sealed,
  });
}

/** What a service's own events tell the others: `publishes<PlanEvent | EpisodeEvent>()({ PlanSuspended: … })`. */
export function publishes<Own extends EventShape>() {
  return (told: {
    readonly [Type in Own['type']]?: (
      event: RecordedOf<Extract<Own, { readonly type: Type }>>,
    ) => Contract | readonly Contract[] | undefined;
  }): Readonly<Record<string, Publisher>> =>
    // Upcasting gives each handler the shape that its event's type names.
    told as unknown as Readonly<Record<string, Publisher>>;
}

/** The named members of an object that it has; an absent one stays absent. */
export function pick<From extends object, Name extends keyof From>(
  from: From,
  ...names: readonly Name[]
): Pick<From, Name> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Pick<
    From,
    Name
  >;
}

/** A fold of contracts, each by its published type: `factsOf<CarePlanFacts>()({ … })`. */
export function factsOf<Facts>() {
  return (fold: {
    readonly version: number;
    readonly initial: Facts;
    readonly on: { readonly [Type in ContractType]?: (facts: Facts, fact: FactOf<Type>) => Facts };
  }): FactsFold<Facts> => fold as FactsFold<Facts>;
}

/** What a view folds, by its type: a contract, or an own event by its payload. */
export type FoldedAs<Own extends EventShape, Type extends string> = Omit<ViewEvent, 'type' | 'data'> & {
  readonly type: Type;
  readonly data: Type extends ContractType ? ContractData<Type> : Extract<Own, { readonly type: Type }>['payload'];
};

/** A view of own events and of contracts, each handler by its type: `viewOf<OpenCase, CpaCaseEvent>()({ … })`. */
export function viewOf<Doc extends object, Own extends EventShape = never>() {
  return (
    view: Omit<View<Doc>, 'on'> & {
      readonly on: {
        readonly [Type in ContractType | Own['type']]?: {
          readonly key: (event: FoldedAs<Own, Type>) => string | readonly string[] | undefined;
          readonly fold: (doc: Doc | undefined, event: FoldedAs<Own, Type>, key: string) => Doc | undefined;
        };
      };
    },
  ): View<Doc> =>
    // The runner hands each handler what its name says.
    view as unknown as View<Doc>;
}
