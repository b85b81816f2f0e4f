import { NO_RELATIONS, type Relations, officeOf } from '@carethread/access';
import { keptAs, type IndexValue } from '@carethread/event-sourcing';
import { SPEC_NOW } from '@carethread/event-sourcing/testing';
import type { Instant } from '@carethread/ledger';
import type { Policy, PolicyCommand, PolicyReader, View, ViewEvent } from '../definition.js';
import { policyFactOf } from '../read-side/standard-views.js';

/** What a policy finds in its own service. */
export interface SpecReader {
  readonly now?: Instant;
  /** By subject; `initial` of any other. */
  readonly facts?: Readonly<Record<string, object>>;
  readonly initial?: object;
  /** By the stream's name: `carePlan-<id>`; those of a category are the person's. */
  readonly states?: Readonly<Record<string, unknown>>;
  readonly documents?: readonly (readonly [{ readonly name: string }, readonly object[]])[];
  /** Who stands in what relation to the person: who holds an office follows from it. */
  readonly relations?: Relations;
  /** Members of staff who have left, by pseudonym. */
  readonly left?: readonly string[];
  /** Whom a word finds, by word. */
  readonly found?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A policy's specification as a sentence: `specifyPolicy(policy, reader).hears(published(…)).sends(send(carePlan, id, { … }))`, or
 * `.sendsNothing()`. Both hold the whole answer: no command is missing, and none is there besides.
 */
export function specifyPolicy(policy: Policy, reader: SpecReader = {}) {
  return {
    hears: (event: ViewEvent) => {
      const sent = async (): Promise<readonly object[]> => {
        if (!policy.when.includes(event.type)) throw new Error(`${policy.name} does not act on ${event.type}`);
        return (await policy.then(policyFactOf(event), readerOf(reader))).map(addressed);
      };
      return {
        sends: async (...expected: readonly PolicyCommand[]): Promise<void> => {
          expect(await sent()).toEqual(expected.map(addressed));
        },
        sendsNothing: async (): Promise<void> => {
          expect(await sent()).toEqual([]);
        },
      };
    },
  };
}

/** A command beside the stream that it goes to. */
function addressed({ on, id, ...command }: PolicyCommand): object {
  return { to: `${on.category}-${id}`, ...command };
}

function readerOf({ now = SPEC_NOW, facts = {}, initial = {}, states = {}, ...more }: SpecReader): PolicyReader {
  const { documents = [], relations = NO_RELATIONS, left = [], found = {} } = more;
  return {
    now,
    facts: <Facts>(subject: string) => Promise.resolve(keptAs<Facts>(facts[subject] ?? initial)),
    state: <State>(decider: { readonly category: string; readonly initial: State }, id: string) =>
      Promise.resolve(keptAs<State>(states[`${decider.category}-${id}`] ?? decider.initial)),
    ids: (category) =>
      Promise.resolve(
        Object.keys(states).flatMap((name) =>
          name.startsWith(`${category}-`) ? [name.slice(category.length + 1)] : [],
        ),
      ),
    find: <Doc extends object>(view: View<Doc>, where: Readonly<Record<string, IndexValue>>) => {
      const held = keptAs<readonly Doc[]>(documents.flatMap(([{ name }, docs]) => (name === view.name ? docs : [])));
      const fits = (doc: Doc): boolean =>
        Object.entries(where).every(([member, value]) => view.index(doc)[member] === value);
      return Promise.resolve(held.filter(fits));
    },
    pseudonym: (userId) => Promise.resolve(`pseudonym-${userId}`),
    hasLeft: (user) => Promise.resolve(left.includes(user)),
    keysIn: (_, scope) => Promise.resolve(scope.of === 'token' ? (found[scope.id] ?? []) : []),
    office: (_, forRole, organisationId) => Promise.resolve(officeOf(relations, forRole, organisationId)),
  };
}
