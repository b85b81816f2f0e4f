import type { Context, Decided, Decider, EventShape, RecordedOf } from './decider.js';

/** What a decider makes of a command: its events, none where nothing needs to change. Throws the rule's Refusal. */
export function decideWith<State, Command extends { readonly type: string }, Event extends EventShape>(
  decider: Decider<State, Command, Event>,
  command: Command,
  state: State,
  context: Context,
): readonly Decided<Event>[] {
  if (decider.admits?.(command, state, context) === false) return [];
  const type: Command['type'] = command.type;
  // The table's rule under a command's type takes that command; TypeScript does not follow the two together.
  return decider.decide[type](command as never, state, context);
}

/** The state after an event. */
export function evolveWith<State, Event extends EventShape>(
  decider: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  event: RecordedOf<Event>,
): State {
  const type: Event['type'] = event.type;
  // As above.
  return decider.evolve[type](state, event);
}

/** The event types that a decider can make. */
export function eventTypesOf({ evolve }: { readonly evolve: object }): readonly string[] {
  return Object.keys(evolve);
}
