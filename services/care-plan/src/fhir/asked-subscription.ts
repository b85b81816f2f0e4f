import { fault, malformed, type Fault } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { EXTENSIONS } from './vocabulary.js';

interface AskedExtension {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueUnsignedInt?: number;
  readonly valuePositiveInt?: number;
}

/** A Subscription as its client sends it, in its form. */
export interface AskedSubscription {
  readonly reason: string;
  readonly criteria: string;
  readonly _criteria?: unknown;
  readonly end?: unknown;
  readonly contact?: unknown;
  readonly channel: {
    readonly header?: unknown;
    readonly endpoint: string;
    readonly _payload: { readonly extension: readonly AskedExtension[] };
    readonly extension?: readonly AskedExtension[];
  };
}

/** What of it an endpoint keeps. */
export interface AskedEndpoint {
  readonly url: string;
  readonly reason: string;
  readonly heartbeatSeconds?: number;
}

/** A sign of life more often than this would be most of what is sent. */
const LEAST_HEARTBEAT_S = 60;
const MOST_HEARTBEAT_S = 86_400;
/** An attempt ends after this: a client that allows less would count it as failed before. */
const ATTEMPT_S = 15;

/** What is registered for a Subscription. Throws MALFORMED with everything in it that would not be done. */
export function askedEndpoint(asked: AskedSubscription, topic: string): AskedEndpoint {
  const { reason, criteria, channel } = asked;
  const { endpoint: url, _payload, extension: extensions = [] } = channel;
  const faults = [
    ...topicFaults(criteria, topic),
    ...notOffered(asked),
    ...payloadFaults(_payload.extension),
    ...extensions.flatMap((one, at) => channelFault(one, `/channel/extension/${at}`) ?? []),
  ];
  if (faults.length > 0) malformed(...faults);
  const heartbeatSeconds = extensions.find((one) => one.url === EXTENSIONS.heartbeatPeriod)?.valueUnsignedInt;
  return present<AskedEndpoint>({ url, reason, heartbeatSeconds });
}

function topicFaults(criteria: string, topic: string): readonly Fault[] {
  return criteria === topic ? [] : [fault('/criteria', 'oneOf', `must be the topic ${topic}`, [topic])];
}

/** What FHIR has and this server has not: a client that asks for it must not believe that it is done. */
function notOffered({ _criteria, end, contact, channel: { header } }: AskedSubscription): readonly Fault[] {
  const offered: readonly (readonly [unknown, string, string])[] = [
    [_criteria, '/_criteria', 'is not offered: the topic takes no filter'],
    [end, '/end', 'is not offered: delete the Subscription when it is to end'],
    [contact, '/contact', 'is not offered: no addresses of people are kept here'],
    [header, '/channel/header', 'is not offered: verify the signature of what is sent instead'],
  ];
  return offered.flatMap(([given, place, says]) => (given === undefined ? [] : fault(place, 'notAllowed', says)));
}

function payloadFaults(extensions: readonly AskedExtension[]): readonly Fault[] {
  const [content, ...others] = extensions;
  const place = '/channel/_payload/extension';
  if (content?.url !== EXTENSIONS.payloadContent || others.length > 0)
    return [fault(place, 'required', `must be one extension, ${EXTENSIONS.payloadContent}`)];
  if (content.valueCode === 'id-only') return [];
  const says = 'must be id-only: a notification holds no resource; what has changed is fetched with a token';
  return [fault(`${place}/0/valueCode`, 'oneOf', says, ['id-only'])];
}

function channelFault({ url, ...value }: AskedExtension, place: string): Fault | undefined {
  switch (url) {
    case EXTENSIONS.heartbeatPeriod:
      return between(value.valueUnsignedInt, LEAST_HEARTBEAT_S, MOST_HEARTBEAT_S, `${place}/valueUnsignedInt`);
    case EXTENSIONS.timeout:
      return between(value.valueUnsignedInt, ATTEMPT_S, Infinity, `${place}/valueUnsignedInt`);
    // A notification is of one event.
    case EXTENSIONS.maxCount:
      return between(value.valuePositiveInt, 1, Infinity, `${place}/valuePositiveInt`);
    default:
      return fault(`${place}/url`, 'oneOf', 'is no extension that is known here', Object.values(EXTENSIONS).slice(1));
  }
}

function between(value: number | undefined, least: number, most: number, place: string): Fault | undefined {
  if (value === undefined) return fault(place, 'required', 'is missing');
  if (value < least) return fault(place, 'minimum', `must be at least ${least}`, least);
  return value > most ? fault(place, 'maximum', `must be at most ${most}`, most) : undefined;
}
