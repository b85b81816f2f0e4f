import { canonicalJson, uuidV5 } from '@carethread/ledger';
import { secretIdOf } from '@carethread/runtime';
import type { RequestContext } from '@carethread/http-api';
import type { Answer } from '@carethread/webhooks';
import { endpoint } from '../../domain/endpoint/decider.js';
import { keysInForce } from '../../domain/endpoint/signing-keys.js';
import { noticeSource } from '../../notices/notice.js';
import { providerKeys } from './shown-endpoint.js';

/** A message to an endpoint that stands outside the sequence of notices. */
export interface EndpointMessage {
  readonly type: 'care-plan.endpoint-verification.v1' | 'care-plan.ping.v1';
  readonly data: Readonly<Record<string, string>>;
  readonly wantsBody?: boolean;
}

/** Sends a message to the endpoint that the path names, once. */
export async function sendMessage(
  ask: Pick<RequestContext, 'params' | 'read' | 'tenantId' | 'now' | 'webhooks' | 'commandId'>,
  { type, data, wantsBody = false }: EndpointMessage,
): Promise<Answer> {
  const { params, read, tenantId, now, webhooks, commandId } = ask;
  const endpointId = params['id'] ?? '';
  const { state } = await read.state(endpoint, endpointId);
  if (state.url === undefined) return { failure: 'url' };
  const id = uuidV5(commandId, type);
  const source = noticeSource(webhooks.publicUrl);
  const datacontenttype = 'application/json';
  return webhooks.send({
    tenantId,
    url: state.url,
    keyIds: await providerKeys(ask, state.providerId),
    secretIds: state.sharesSecret ? keysInForce(state.keys, now).map((key) => secretIdOf(endpointId, key)) : [],
    id,
    body: canonicalJson({ specversion: '1.0', id, source, type, time: now, datacontenttype, data }),
    wantsBody,
  });
}

/** What came of it, as a code and, where there was an answer, its status. */
export function outcomeOf(answer: Answer): string {
  if ('failure' in answer) return answer.failure;
  return answer.status >= 200 && answer.status < 300 ? 'accepted' : `status ${answer.status}`;
}
