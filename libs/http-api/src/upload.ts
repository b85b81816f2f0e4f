import type { Permitted } from '@carethread/access';
import { fault, malformed } from '@carethread/contracts';
import { OWN } from '@carethread/event-sourcing';
import type { ServiceRuntime } from '@carethread/runtime';
import { requesterOf, requireHolding } from './access.js';
import { commandHeaders, type RouteResponse } from './route-io.js';
import { withRefusalsLogged } from './access-logging.js';
import type { RequestContext, UploadRoute } from './route.js';
import { unsupported } from './read-uploads.js';
import { Upload } from './upload-body.js';

/** Bytes for a person's record: nothing is sealed or kept before it is known that the caller may see that record. */
export async function upload(
  route: UploadRoute,
  runtime: ServiceRuntime,
  ask: RequestContext,
  permitted: readonly Permitted[],
): Promise<RouteResponse> {
  const { personId = '' } = ask.query;
  return withRefusalsLogged(route, runtime, ask, personId, async () => {
    const role = await requireHolding(runtime, requesterOf(route, ask, permitted), personId, () => [[OWN]]);
    const { body } = ask;
    if (!(body instanceof Upload) || !route.types.includes(body.mediaType)) throw unsupported(route.types);
    if (body.size === 0) malformed(fault('', 'empty', 'the body is empty'));
    const content = (await route.stored(ask, personId)) ?? (await route.store({ ...ask, body }, personId));
    const id = route.id(content);
    const outcome = await runtime.dispatch({
      decider: route.on,
      id,
      command: route.command(content),
      actor: { ...ask.actor, role },
      tenantId: ask.tenantId,
      personId,
      commandId: ask.commandId,
      request: body.hash,
      correlationId: ask.correlationId,
      causationId: ask.commandId,
    });
    const { headers, position } = await commandHeaders(runtime, ask, id, outcome);
    const { hash } = content;
    return {
      status: 201,
      headers: { ...headers, Location: `${route.path}/${String(hash)}` },
      body: { id: hash, revision: outcome.stream.revision, position, ...content },
    };
  });
}
