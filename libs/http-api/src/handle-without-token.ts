import { Refusal } from '@carethread/contracts';
import { TenantReader, type ServiceRuntime } from '@carethread/runtime';
import { queryOf } from './query-parameters.js';
import { requirePathValues } from './path-values.js';
import type { OpenContext, QueryAnswer, QueryRoute, Route } from './route.js';
import type { RouteRequest, RouteResponse } from './route-io.js';
import { queryParameters } from './route-parameters.js';

/** No tenant has this id: what is read for anybody is asked for by no tenant's own values. */
const NO_TENANT = '';

/** Answers a caller without a token, where the route is one that anybody may read. Throws UNAUTHENTICATED for any other. */
export async function handleWithoutToken(
  route: Route,
  runtime: ServiceRuntime,
  incoming: Pick<RouteRequest, 'params' | 'query'>,
): Promise<RouteResponse> {
  if (route.kind !== 'query' || route.withoutToken !== true) throw new Refusal('UNAUTHENTICATED');
  requirePathValues(incoming.params);
  const ask: OpenContext = {
    query: queryOf(queryParameters(route), incoming.query),
    now: runtime.now(),
    webhooks: runtime.webhooks,
    read: new TenantReader(runtime, NO_TENANT, true),
  };
  const { body, headers = {}, status = 200 } = await answerTo(route, ask);
  return { status, headers, body };
}

/** Made by `openQuery`, whose answer asks for no more than this. */
function answerTo(route: QueryRoute, ask: OpenContext): Promise<QueryAnswer> {
  const { answer }: { answer(asked: OpenContext): QueryAnswer | Promise<QueryAnswer> } = route;
  return Promise.resolve(answer(ask));
}
