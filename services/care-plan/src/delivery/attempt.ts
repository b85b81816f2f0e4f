import { NOTICE_TYPES } from '@carethread/contracts';
import { secretIdOf, type Attempt, type Reader, type ServiceRuntime } from '@carethread/runtime';
import { canonicalJson, present } from '@carethread/ledger';
import { SEND_FAILURES, type Answer } from '@carethread/webhooks';
import { keysInForce } from '../domain/endpoint/signing-keys.js';
import type { EndpointState } from '../domain/endpoint/state.js';
import { eventNotification } from '../fhir/notification.js';
import { FHIR_JSON, fhirBase } from '../fhir/vocabulary.js';
import { noticeSource, noticeText, type ProviderNotice } from '../notices/notice.js';
import type { NoticePlace } from '../notices/notice-place.js';
import { sendable } from '../notices/sendable.js';
import { providerKeys } from './provider-keys.js';

/** An endpoint that is sent notices now. */
export interface Target {
  readonly endpointId: string;
  readonly tenantId: string;
  readonly state: EndpointState;
  /** Within its tenant. */
  readonly read: Reader;
}

/** What came of an attempt; `skipped`: a notice of a type that the endpoint does not want. */
export interface Outcome {
  readonly outcome: string;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly notice: ProviderNotice;
}

export const ACCEPTED = 'accepted';
export const SKIPPED = 'skipped';
/** What may come of an attempt that was made; `challenge`: a handshake was answered without what it held. */
export const OUTCOMES = [ACCEPTED, 'status', 'redirect', 'challenge', ...SEND_FAILURES] as const;
export type AttemptOutcome = (typeof OUTCOMES)[number];

/** Looks once more whether the notice may go, signs it, sends it, and keeps what came of it. */
export async function attempt(
  runtime: ServiceRuntime,
  { endpointId, tenantId, state, read }: Target,
  place: NoticePlace,
  attemptNo: number,
  isReplay: boolean,
): Promise<Outcome> {
  const { webhooks } = runtime;
  const source = noticeSource(webhooks.publicUrl);
  const notice = await sendable(read, state.providerId, place, source);
  if (!wants(state, notice)) return { outcome: SKIPPED, notice };
  const now = runtime.now();
  const begun = performance.now();
  const answer = await webhooks.send({
    tenantId,
    url: state.url ?? '',
    keyIds: await providerKeys({ read, tenantId, now }, state.providerId),
    secretIds: state.sharesSecret ? keysInForce(state.keys, now).map((key) => secretIdOf(endpointId, key)) : [],
    id: notice.id,
    ...written(webhooks, endpointId, state, notice, isReplay),
  });
  const outcome = outcomeOf(answer);
  (await webhooks.attempts()).write(
    present<Attempt>({
      ...{ endpointId, seq: place.seq, attempt: attemptNo, at: new Date().toISOString(), outcome },
      milliseconds: Math.round(performance.now() - begun),
      status: 'status' in answer ? answer.status : undefined,
      replay: isReplay ? true : undefined,
    }),
  );
  return 'failure' in answer
    ? { outcome, notice }
    : present<Outcome>({ outcome, notice, status: answer.status, retryAfter: answer.retryAfter });
}

/** The bytes of a notice, in the form that the endpoint is sent. */
function written(
  { publicUrl }: ServiceRuntime['webhooks'],
  subscriptionId: string,
  { format }: EndpointState,
  notice: ProviderNotice,
  isReplay: boolean,
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } {
  const again: Readonly<Record<string, string>> = isReplay ? { 'webhook-replay': '1' } : {};
  if (format === undefined) return { body: noticeText(notice), headers: again };
  const bundle = eventNotification({ base: fhirBase(publicUrl), subscriptionId }, notice);
  return { body: canonicalJson(bundle), headers: { ...again, 'content-type': FHIR_JSON } };
}

/** What is withheld is told to everybody: a place that is left out would look like a loss. */
function wants({ types }: EndpointState, { type }: ProviderNotice): boolean {
  return types.length === 0 || type === NOTICE_TYPES.withheld || types.includes(type);
}

/** Only 2xx is a success; a redirect is never followed. */
export function outcomeOf(answer: Answer): AttemptOutcome {
  if ('failure' in answer) return answer.failure;
  if (answer.status >= 200 && answer.status < 300) return ACCEPTED;
  return answer.status >= 300 && answer.status < 400 ? 'redirect' : 'status';
}
