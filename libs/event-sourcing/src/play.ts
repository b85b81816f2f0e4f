import type { Context, Decided, Decider, DecideRule, EventShape, EvolveFold, Recorded } from './decider.js';

/** What a decider makes of a command: its events, none where nothing needs to change. Throws the rule's Refusal. */
export function decideWith<State, Command extends { readonly type: string }, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  command: Command,
  state: State,
  context: Context,
): readonly Decided<Event>[] {
  if (decider.admits?.(command, state, context) === false) return [];
  const rules: Readonly<Record<string, DecideRule<Command, State, Event>>> = decider.decide;
  const rule = rules[command.type];
  if (rule === undefined) throw new TypeError(`${decider.category} has no command ${command.type}`);
  return rule(command, state, context);
}

/** The state after an event. */
export function evolveWith<State, Event extends EventShape>(
  { evolve }: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  event: Recorded<Event>,
): State {
  const folds: Readonly<Record<string, EvolveFold<State, Recorded<Event>>>> = evolve;
  const fold = folds[event.type];
  if (fold === undefined) throw new TypeError(`no fold takes in an event ${event.type}`);
  return fold(state, event);
}

/** The event types that a decider can make. */
export function eventTypesOf({ evolve }: { readonly evolve: object }): readonly string[] {
  return Object.keys(evolve);
}
