import { Code, Codes, Flag, InstantField, NOTICE_SCHEMAS, Refusal, Text } from '@carethread/contracts';
import { answerOf, commandFrom, commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { secretIdOf } from '@carethread/runtime';
import type { RegisterEndpoint } from '../../domain/endpoint/commands.js';
import { endpoint } from '../../domain/endpoint/decider.js';
import { ENDPOINT_KINDS } from '../../domain/endpoint/state.js';
import { Sequence } from '../../notices/sequence.js';
import { endpointList } from '../../views/endpoint-list.js';
import { MANAGED } from './managed.js';
import { EN } from './path.js';

class RegisterEndpointRequest {
  @Code(ENDPOINT_KINDS) kind!: (typeof ENDPOINT_KINDS)[number];
  @Text({ optional: true, max: 2_048 }) url?: string;
  /** A secret to verify by, shown in this answer alone; the public key serves without one. */
  @Flag({ optional: true }) secret?: boolean;
  @Codes(Object.keys(NOTICE_SCHEMAS), { optional: true }) types?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

/**
 * What a new endpoint rests on besides what was asked for. Throws ENDPOINT_URL_REFUSED for a URL to which nothing would be sent; it is
 * checked again whenever a connection is made.
 */
export async function registering(
  { webhooks, read, tenantId, actor }: Pick<RequestContext, 'webhooks' | 'read' | 'tenantId' | 'actor'>,
  url: string | undefined,
): Promise<Pick<RegisterEndpoint, 'present' | 'head'>> {
  const fault = url === undefined ? undefined : await webhooks.fault(url);
  if (fault !== undefined) throw new Refusal('ENDPOINT_URL_REFUSED', [fault]);
  const { organisationId = '' } = actor;
  const others = await read.find(endpointList, { providerId: organisationId });
  return { present: others.length, head: await new Sequence(read, tenantId, organisationId).head() };
}

export const registerRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: EN,
    summary: 'Register an endpoint that is sent the notices of the caller’s organisation',
    ...MANAGED,
    about: 'PLAT-13',
    body: RegisterEndpointRequest,
    stream: 'new',
    person: () => null,
    command: async (ask) => ({
      ...commandFrom('RegisterEndpoint', ask.body),
      ...(await registering(ask, ask.body.url)),
    }),
    answer: async ({ id, state }, { tenantId, webhooks }) => {
      // The first, also where the request is sent again after a rotation.
      const keyId = state.keys[0]?.keyId ?? '';
      const isWebhook = state.kind === 'webhook';
      return answerOf({
        state: state.state,
        publicKey: isWebhook ? (await webhooks.keys.publicKey(tenantId, keyId)).text : undefined,
        secret: state.sharesSecret ? await webhooks.keys.secret(tenantId, secretIdOf(id, keyId)) : undefined,
      });
    },
  }),
];
