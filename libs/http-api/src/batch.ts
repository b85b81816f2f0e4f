import { requireRole, type Permitted } from '@carethread/access';
import { uuidV5 } from '@carethread/ledger';
import { requestHash, type ServiceRuntime } from '@carethread/runtime';
import { requesterOf } from './access.js';
import type { RouteResponse } from './route-io.js';
import type { BatchRoute, RequestContext } from './route.js';
import { holdersOf } from './sight.js';

/**
 * Carries out the commands of one request, as many as it may have; each counts once, however often the request is sent. Throws
 * IDEMPOTENCY_MISMATCH where its key came before with another body.
 */
export async function batch(
  route: BatchRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  const asking = requesterOf(route, ask, permitted);
  const holders = [await route.holder(ask)].flat();
  const role = await requireRole(runtime, asking, null, () => [holders]);
  const request = requestHash(ask.body);
  const before = await route.carriedOut(ask);
  if (before !== undefined) {
    const { id, commandId } = before.first;
    await runtime.commands.storedBy(await runtime.commands.load(route.on, id), { commandId, request });
  }
  let [done, more] = [before?.done ?? 0, false];
  for await (const { id, name, command } of route.commands(ask)) {
    if (done === route.most) {
      more = true;
      break;
    }
    const stream = await runtime.commands.load(route.on, id);
    if (stream.tenantId !== ask.tenantId || stream.erased || stream.damaged) continue;
    await requireRole(runtime, asking, null, holdersOf(route.on, stream, asking));
    await runtime.dispatch({
      decider: route.on,
      id,
      command,
      actor: { ...ask.actor, role },
      tenantId: ask.tenantId,
      personId: stream.personId,
      commandId: uuidV5(ask.commandId, name),
      request,
      correlationId: ask.correlationId,
      causationId: ask.commandId,
    });
    done += 1;
  }
  return { status: 200, headers: {}, body: await route.answer({ done, more }, ask) };
}
