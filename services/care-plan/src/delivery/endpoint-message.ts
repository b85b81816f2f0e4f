import { canonicalJson, uuidV5 } from '@carethread/ledger';
import { secretIdOf } from '@carethread/runtime';
import type { RequestContext } from '@carethread/http-api';
import type { Answer } from '@carethread/webhooks';
import { endpoint } from '../domain/endpoint/decider.js';
import { keysInForce } from '../domain/endpoint/signing-keys.js';
import type { EndpointState } from '../domain/endpoint/state.js';
import { handshake, heartbeat } from '../fhir/notification.js';
import { FHIR_JSON, fhirBase } from '../fhir/vocabulary.js';
import { noticeSource } from '../notices/notice.js';
import { Sequence } from '../notices/sequence.js';
import { providerKeys } from './provider-keys.js';

/** A message to an endpoint that stands outside the sequence of notices: a challenge, or a sign of life. */
export interface EndpointMessage {
  readonly challenge?: string;
}

/** What is known where such a message is sent: by a request, or by the duty that delivers. */
export type MessageSite = Pick<RequestContext, 'read' | 'tenantId' | 'now' | 'webhooks'>;

/** Sends a message to an endpoint, once. */
export async function sendMessage(
  site: MessageSite,
  endpointId: string,
  message: EndpointMessage,
  /** Of the request or the turn that it is sent by. */
  by: string,
): Promise<Answer> {
  const { read, tenantId, now, webhooks } = site;
  const { state } = await read.state(endpoint, endpointId);
  if (state.url === undefined) return { failure: 'url' };
  const type = message.challenge === undefined ? 'care-plan.ping.v1' : 'care-plan.endpoint-verification.v1';
  const id = uuidV5(by, type);
  const { body, headers } =
    state.format === 'fhir'
      ? await asFhir(site, endpointId, state, message, id)
      : asCloudEvent(site, { id, type }, message);
  return webhooks.send({
    tenantId,
    url: state.url,
    keyIds: await providerKeys(site, state.providerId),
    secretIds: state.sharesSecret ? keysInForce(state.keys, now).map((key) => secretIdOf(endpointId, key)) : [],
    id,
    body,
    headers,
    wantsBody: message.challenge !== undefined,
  });
}

interface Written {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function asCloudEvent(
  { now, webhooks }: MessageSite,
  { id, type }: { readonly id: string; readonly type: string },
  { challenge }: EndpointMessage,
): Written {
  const source = noticeSource(webhooks.publicUrl);
  const data: Readonly<Record<string, string>> = challenge === undefined ? {} : { challenge };
  const datacontenttype = 'application/json';
  return {
    body: canonicalJson({ specversion: '1.0', id, source, type, time: now, datacontenttype, data }),
    headers: {},
  };
}

async function asFhir(
  { read, tenantId, now, webhooks }: MessageSite,
  subscriptionId: string,
  { providerId }: Pick<EndpointState, 'providerId'>,
  { challenge }: EndpointMessage,
  id: string,
): Promise<Written> {
  const reached = await new Sequence(read, tenantId, providerId).head();
  const message = { base: fhirBase(webhooks.publicUrl), subscriptionId, id, at: now, reached };
  if (challenge === undefined)
    return { body: canonicalJson(heartbeat(message)), headers: { 'content-type': FHIR_JSON } };
  return {
    body: canonicalJson(handshake({ ...message, challenge })),
    // In FHIR's own words: what was sent is wanted back.
    headers: { 'content-type': FHIR_JSON, prefer: 'return=representation' },
  };
}
