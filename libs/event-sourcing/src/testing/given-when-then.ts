import { decideWith, evolveWith } from '../play.js';
import { member, canonicalJson, type JsonObject } from '@carethread/ledger';
import type { Context, Decided, Decider, EventMeta, EventShape } from '../decider.js';
import { keptAs } from '../kept-as.js';

/** What a specification may set of the context; the rest has fixed, synthetic values. */
export type SpecContext = Partial<Omit<Context, 'about' | 'stream'>> & {
  readonly subjects?: Readonly<Record<string, unknown>>;
  readonly streams?: Readonly<Record<string, unknown>>;
};

/** When every specification takes place, where it says nothing else. */
export const SPEC_NOW = '2026-03-02T09:00:00.000Z';
/** A synthetic envelope: what a specification's events know where it says nothing else. */
export const specMeta: EventMeta = {
  id: '00000000-0000-4000-8000-000000000001',
  stream: 'synthetic-00000000-0000-4000-8000-000000000002',
  revision: 1,
  tenantId: '00000000-0000-4000-8000-000000000003',
  personId: '00000000-0000-4000-8000-000000000004',
  jurisdiction: 'ENG',
  occurredAt: SPEC_NOW,
  recordedAt: SPEC_NOW,
  effectiveFrom: SPEC_NOW,
  actor: { user: '00000000-0000-4000-8000-000000000005', role: 'KW' },
  correlationId: '00000000-0000-4000-8000-000000000006',
  causationId: '00000000-0000-4000-8000-000000000006',
  commandId: '00000000-0000-4000-8000-000000000006',
};

export function specContext(wanted: SpecContext = {}): Context {
  const { subjects = {}, streams = {}, ...rest } = wanted;
  return {
    now: SPEC_NOW,
    occurredAt: rest.now ?? SPEC_NOW,
    tenantId: specMeta.tenantId,
    jurisdiction: specMeta.jurisdiction,
    personId: specMeta.personId,
    id: '00000000-0000-4000-8000-000000000002',
    facts: {},
    actor: {
      userId: '00000000-0000-4000-8000-000000000007',
      user: specMeta.actor.user,
      role: 'KW',
      roles: ['KW'],
      serviceIds: [],
      qualifications: [],
    },
    about: (subject: string) => subjects[subject],
    stream: <State>(decider: { category: string; initial: State }, id: string) =>
      keptAs<State>(streams[`${decider.category}-${id}`] ?? decider.initial),
    newId: (name) => `new-${name}`,
    salt: () => 'ab'.repeat(32),
    pseudonym: (userId) => `pseudonym-${userId}`,
    ...rest,
  };
}

/**
 * What a decider decides in a context, as the platform has it decide: it sees those subjects and streams alone that its `needs` names,
 * and what it decides can be stored, for which canonical JSON knows nothing undefined.
 */
export function decideIn<State, Command extends { readonly type: string }, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  command: Command,
  state: State,
  context: Context,
): readonly Decided<Event>[] {
  const { subjects = [], streams = [] } = decider.needs?.(command, state, context) ?? {};
  const named = streams.map(({ category, id }) => `${category}-${id}`);
  const decided = decideWith(decider, command, state, {
    ...context,
    about: (subject) => (subjects.includes(subject) ? context.about(subject) : undefined),
    stream: (other, id) => (named.includes(`${other.category}-${id}`) ? context.stream(other, id) : other.initial),
  });
  for (const { payload } of decided) canonicalJson(payload);
  return decided;
}

/** An event of the past: its payload, and what its envelope knew where that matters. */
export type Past<Event extends EventShape> = Event & { readonly meta?: Partial<EventMeta> };

/**
 * A decider's specification as a sentence: `specify(decider).given(events).when(command).then(events)`, or `.refused(code, items)`.
 * A refusal is any error with a `code`, so that this file needs to know nothing of contracts.
 */
export function specify<State, Command extends { readonly type: string }, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
) {
  return {
    given: (...events: readonly Past<Event>[]) => {
      const state = events.reduce<State>(
        (folded, past, index) =>
          evolveWith(decider, folded, {
            type: past.type,
            payload: past.payload,
            meta: { ...specMeta, revision: index + 1, ...past.meta },
          }),
        decider.initial,
      );
      return {
        state,
        when: (command: Command, context: SpecContext = {}) => {
          const decide = (): readonly Decided<Event>[] => decideIn(decider, command, state, specContext(context));
          return {
            then: (...expected: readonly { readonly type: Event['type']; readonly payload?: JsonObject }[]): void => {
              const decided = decide();
              expect(decided.map(({ type }) => type)).toEqual(expected.map(({ type }) => type));
              for (const [index, { payload }] of expected.entries())
                if (payload !== undefined) expect(decided[index]?.payload).toMatchObject(payload);
            },
            nothing: (): void => expect(decide()).toEqual([]),
            refused: (code: string, items?: readonly string[]): void => {
              let refusal: unknown;
              try {
                decide();
              } catch (error) {
                refusal = error;
              }
              expect(member(refusal, 'code')).toBe(code);
              if (items !== undefined) expect(member(refusal, 'items')).toEqual(items);
            },
          };
        },
      };
    },
  };
}
