import { present, uuidV5, type Instant } from '@carethread/ledger';
import { NOTICE_TYPES } from '@carethread/contracts';
import { isChange, type ProviderNotice } from '../notices/notice.js';
import type { Bundle, Parameter, Parameters } from './resources.js';
import { statusParameters, subscriptionUrl, type Standing, type StatusSaid } from './status.js';
import { PROFILES } from './vocabulary.js';

/** A subscription and where FHIR clients call: what every Bundle to it says alike. */
export interface Subscribed {
  readonly base: string;
  readonly subscriptionId: string;
}

const ACTIVE: Standing = { status: 'active' };

interface Notification extends Subscribed, Pick<StatusSaid, 'standing' | 'type' | 'reached' | 'events'> {
  readonly id: string;
  readonly at: Instant;
  readonly challenge?: string;
}

/** A Bundle of type history whose first entry is the status: that entry answers as `$status` does. */
function notification({ id, at, challenge, ...said }: Notification): Bundle<Parameters> {
  const { base, subscriptionId } = said;
  const resource = statusParameters({ ...said, id: uuidV5(id, 'status') });
  return present<Bundle<Parameters>>({
    resourceType: 'Bundle',
    id,
    meta: { profile: [PROFILES.notification] },
    identifier: challenge === undefined ? undefined : { system: `${base}/handshake`, value: challenge },
    type: 'history',
    timestamp: at,
    entry: [
      {
        fullUrl: `urn:uuid:${resource.id}`,
        resource,
        request: { method: 'GET', url: `${subscriptionUrl(base, subscriptionId)}/$status` },
        response: { status: '200' },
      },
    ],
  });
}

interface Message extends Subscribed {
  readonly id: string;
  readonly at: Instant;
  readonly reached: number;
}

/** What the owner of an endpoint sends back: the Bundle, or the challenge in it. */
export const handshake = (message: Message & { readonly challenge: string }): Bundle<Parameters> =>
  notification({ ...message, standing: { status: 'requested' }, type: 'handshake' });

export const heartbeat = (message: Message): Bundle<Parameters> =>
  notification({ ...message, standing: ACTIVE, type: 'heartbeat' });

/** A notice as a FHIR client is sent it: ids and numbers, as by every other way. */
export const eventNotification = (of: Subscribed, notice: ProviderNotice): Bundle<Parameters> =>
  notification({
    ...of,
    id: notice.id,
    at: notice.time,
    standing: ACTIVE,
    type: 'event-notification',
    reached: Number(notice.sequence),
    events: [notificationEvent(notice)],
  });

/** What `$events` answers: the same events, whether or not they were sent. */
export const queriedEvents = (
  message: Message & { readonly standing: Standing; readonly events: readonly Parameter[] },
): Bundle<Parameters> => notification({ ...message, type: 'query-event' });

/**
 * One event. Its number is the notice’s place in the provider’s sequence. The focus is the version that the notice announces: no
 * resource of FHIR, so its reference is the absolute URL at which the version is read.
 */
export function notificationEvent(notice: ProviderNotice, content: 'empty' | 'id-only' = 'id-only'): Parameter {
  const { id, type, source, subject, data, sequence, time } = notice;
  const parts: Parameter[] = [
    { name: 'event-number', valueString: String(Number(sequence)) },
    { name: 'timestamp', valueInstant: time },
    { name: 'notice-id', valueString: id },
    { name: 'notice-type', valueCode: type },
  ];
  if (isChange(data)) parts.push({ name: 'urgent', valueBoolean: data.urgent });
  if (content === 'id-only' && type !== NOTICE_TYPES.withheld) {
    if (isChange(data)) parts.push({ name: 'focus', valueReference: focusOf(source, data) });
    if (subject !== undefined)
      parts.push({ name: 'additional-context', valueReference: { reference: `${source}/${subject}` } });
  }
  return { name: 'notification-event', part: parts };
}

function focusOf(source: string, { planId, versionNo }: { readonly planId: string; readonly versionNo: number }) {
  const plan = `${source}/plans/${planId}`;
  return { reference: versionNo === 0 ? plan : `${plan}/versions/${versionNo}`, type: 'CarePlan' };
}
