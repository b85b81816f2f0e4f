import { normalInstant } from '@carethread/contracts';
import {
  commandFrom,
  commandOf,
  type CommandAnswer,
  type CommandRoute,
  type Fits,
  type RequestContext,
  type Route,
} from '@carethread/http-api';
import { present, type JsonObject } from '@carethread/ledger';
import type { CpaCaseCommand } from '../../domain/case/commands.js';
import { cpaCase } from '../../domain/case/decider.js';
import type { CpaCaseEvent } from '../../domain/case/events.js';
import type { CpaCaseState } from '../../domain/case/state.js';

export const CASES = '/cpa/cases';

type At = { readonly at?: string };
export type CaseAnswer = CommandAnswer<CpaCaseState, CpaCaseEvent>;

/** A command on a case, `POST /cpa/cases/:id/<path>` where it names no other method; its instant takes its full form. */
export function caseCommand<Type extends CpaCaseCommand['type'], Body extends object>(
  type: Type,
  {
    path,
    body,
    method = 'POST',
    ...rest
  }: Pick<CommandRoute, 'capability' | 'summary' | 'answers' | 'about'> & {
    readonly path: string;
    readonly body: (new () => Body) & Fits<Body, CpaCaseCommand, Type>;
    readonly method?: CommandRoute['method'];
    readonly answer?: (result: CaseAnswer) => JsonObject;
  },
): Route {
  const route = commandOf(cpaCase, type)({ ...rest, method, path: `${CASES}/:id/${path}`, body });
  return {
    ...route,
    command: ({ body: sent }: RequestContext<Body & At>) => {
      const at = sent.at === undefined ? undefined : normalInstant(sent.at);
      return commandFrom(type, { ...sent, ...present<At>({ at }) });
    },
  };
}
