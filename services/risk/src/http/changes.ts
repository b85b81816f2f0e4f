import type { Capability } from '@carethread/contracts';
import type { Decider, EventShape } from '@carethread/event-sourcing';
import { commandOf, type Fits, type Route } from '@carethread/http-api';

/** The commands on what is there already, each a verb under its id: `POST /risk/…/:id/<verb>`. */
export const changes =
  <State, Command extends { readonly type: string }, Event extends EventShape>(
    path: string,
    on: Decider<State, Command, Event>,
    capability: (verb: string) => Capability,
  ) =>
  <Type extends Command['type'], Body extends object>(
    verb: string,
    summary: string,
    type: Type,
    body: (new () => Body) & Fits<Body, Command, Type>,
    answers: 200 | 201 = 200,
  ): Route =>
    commandOf(
      on,
      type,
    )({ method: 'POST', path: `${path}/:id/${verb}`, summary, capability: capability(verb), body, answers });
