import { member } from '@carethread/ledger';
import { isId } from '@carethread/contracts';
import type { ServiceRuntime } from '@carethread/runtime';
import { bodyOf } from './request-body.js';
import type { RequestContext, CommandRoute, Route } from './route.js';

/**
 * Whose record a request meant that goes no further for its role or its purpose: named by the path, by the query or by the body.
 * The refusal stands in that person's access log, whichever of them it was.
 */
export async function addressedPerson(
  route: Route,
  runtime: ServiceRuntime,
  ask: RequestContext,
  sent: unknown,
): Promise<string | null> {
  switch (route.kind) {
    case 'query':
      return (await tried(() => route.person(ask))) ?? ask.params['personId'] ?? null;
    case 'batch':
      return null;
    case 'list':
    case 'upload':
      return isId(ask.query['personId']) ? ask.query['personId'] : null;
    case 'read':
      return (await ofStream(route, runtime, ask)) ?? ask.params['personId'] ?? null;
    case 'command':
      return (await ofCommand(route, runtime, ask, sent)) ?? ask.params['personId'] ?? null;
  }
}

async function ofCommand(
  route: CommandRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  sent: unknown,
): Promise<string | null | undefined> {
  const body = await tried(() => bodyOf(route, sent));
  const understood = { ...ask, body };
  const known = await ofStream(route, runtime, understood);
  if (known !== undefined && known !== null) return known;
  const personId = member(body ?? sent, 'personId');
  const named = body === undefined ? undefined : await tried(() => route.person?.(understood));
  return named ?? (isId(personId) ? personId : undefined);
}

async function ofStream(
  route: Extract<Route, { kind: 'command' | 'read' }>,
  runtime: ServiceRuntime,
  ask: RequestContext,
): Promise<string | null | undefined> {
  const id = (await tried(() => route.target?.(ask))) ?? ask.params['id'];
  return id === undefined ? undefined : tried(async () => (await runtime.commands.load(route.on, id)).personId);
}

/** A caller without the right learns of no fault in the request. */
async function tried<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
