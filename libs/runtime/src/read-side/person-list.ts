import { evolveRelations, NO_RELATIONS, RELATION_CONTRACTS, type Relations } from '@carethread/access';
import type { ContractType } from '@carethread/contracts';
import type { EventShape } from '@carethread/event-sourcing';
import type { Lists, View, ViewEvent, ViewHandler } from '../definition.js';
import type { FoldedAs } from '../typed-edges.js';
import type { ListEntry } from '@carethread/lists';

/** What a list of people's things knows of one person: who stands in what relation to them, and what the list itself folds. */
export interface PersonDocument<State> {
  readonly personId: string;
  readonly tenantId: string;
  readonly relations: Relations;
  readonly state: State;
}

/** A list that is drawn person by person. */
export interface PersonList<State, Own extends EventShape, Body extends object, Filter extends string> {
  readonly name: string;
  readonly version: number;
  readonly initial: State;
  /** What the list folds of own events and of contracts; the person's relations are folded beside them. */
  readonly on: {
    readonly [Type in ContractType | Own['type']]?: (state: State, event: FoldedAs<Own, Type>) => State;
  };
  readonly filters: readonly Filter[];
  /** Those of them that may take another value with the clock alone. */
  readonly changing?: readonly Filter[];
  /** The lines that stand on lists: pure, of the document alone, so that a change of who serves the person moves them. */
  entries(person: PersonDocument<State>): readonly ListEntry<Body, Filter>[];
}

// A method, so that a fold may take the event that its key names where any event is given.
type PersonFold<State> = { fold(state: State, event: ViewEvent): State }['fold'];

/** The view of a list that is drawn person by person: `personListOf<Obligations, ScheduleEvent>()({ … })`. */
export function personListOf<State, Own extends EventShape = never>() {
  return <Body extends object, const Filter extends string>({
    name,
    version,
    initial,
    on,
    filters,
    changing = [],
    entries,
  }: PersonList<State, Own, Body, Filter>): View<PersonDocument<State>, never> & {
    readonly lists: Lists<PersonDocument<State>, Body, Filter>;
  } => {
    const folds: Readonly<Partial<Record<string, PersonFold<State>>>> = on;
    const handler: ViewHandler<PersonDocument<State>> = {
      key: ({ meta }) => meta.personId ?? undefined,
      fold: (doc, event, personId) => {
        const { type, data, meta } = event;
        const before = doc ?? { personId, tenantId: meta.tenantId, relations: NO_RELATIONS, state: initial };
        // What another tenant says of the person says nothing about them.
        if (before.tenantId !== meta.tenantId) return before;
        const fact = { type, data, id: meta.id, tenantId: meta.tenantId, recordedAt: meta.recordedAt };
        const relations = evolveRelations(before.relations, fact);
        const state = folds[type]?.(before.state, event) ?? before.state;
        if (doc !== undefined && relations === doc.relations && state === doc.state) return doc;
        return { ...before, relations, state };
      },
    };
    const types = new Set([...RELATION_CONTRACTS, ...Object.keys(on)]);
    return {
      name,
      version,
      indexes: [],
      index: () => ({}),
      lists: { filters, changing, entries },
      on: Object.fromEntries([...types].map((type) => [type, handler])),
    };
  };
}
