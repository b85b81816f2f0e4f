import { canonicalJson, canonicalString } from './canonical-json.js';
import type { Envelope, Instant, UnstampedEvent } from './envelope.js';

/** The members that every event of format v1 has before it is stamped, whatever its classification. */
const ALWAYS = Object.keys({
  format: 0,
  service: 0,
  id: 0,
  stream: 0,
  revision: 0,
  type: 0,
  schema: 0,
  tenantId: 0,
  personId: 0,
  jurisdiction: 0,
  occurredAt: 0,
  effectiveFrom: 0,
  actor: 0,
  correlationId: 0,
  causationId: 0,
  commandId: 0,
  classification: 0,
  keyId: 0,
} satisfies Record<Exclude<keyof UnstampedEvent, 'payload' | 'sealed'>, 0>).length;

/** What is set apart from the event itself: an absent one is left out of the text, whether the event has it or not. */
export interface StampedParts {
  readonly recordedAt?: Instant;
  readonly prevHash?: string;
  readonly sealed?: string | undefined;
}

/**
 * canonicalJson of an event without `hash`, with its `recordedAt`, `prevHash` and `sealed` taken from `parts`. The same text as
 * the general form in a quarter of the time, since the order of the members of format v1 is known. An event with members that
 * format v1 does not have, or without one that it has, takes the general way.
 */
export function canonicalEnvelope(event: UnstampedEvent | Envelope, parts: StampedParts): string {
  if (Object.keys(event).length === ALWAYS + countOfOptional(event)) return ofFormat1(event, parts);
  return canonicalJson({
    ...event,
    recordedAt: undefined,
    prevHash: undefined,
    hash: undefined,
    sealed: undefined,
    ...parts,
  });
}

/** The members of format v1 in canonical order. */
function ofFormat1(event: UnstampedEvent | Envelope, { prevHash, recordedAt, sealed }: StampedParts): string {
  const { payload } = event;
  return (
    `{"actor":${canonicalJson(event.actor)},"causationId":${text(event.causationId)}` +
    `,"classification":${text(event.classification)},"commandId":${text(event.commandId)}` +
    `,"correlationId":${text(event.correlationId)},"effectiveFrom":${text(event.effectiveFrom)}` +
    `,"format":${canonicalJson(event.format)},"id":${text(event.id)},"jurisdiction":${text(event.jurisdiction)}` +
    `,"keyId":${text(event.keyId)},"occurredAt":${text(event.occurredAt)}` +
    (payload === undefined ? '' : `,"payload":${canonicalJson(payload)}`) +
    `,"personId":${text(event.personId)}` +
    (prevHash === undefined ? '' : `,"prevHash":${text(prevHash)}`) +
    (recordedAt === undefined ? '' : `,"recordedAt":${text(recordedAt)}`) +
    `,"revision":${canonicalJson(event.revision)},"schema":${canonicalJson(event.schema)}` +
    (sealed === undefined ? '' : `,"sealed":${text(sealed)}`) +
    `,"service":${text(event.service)},"stream":${text(event.stream)},"tenantId":${text(event.tenantId)}` +
    `,"type":${text(event.type)}}`
  );
}

function countOfOptional(event: UnstampedEvent | Envelope): number {
  return (
    ('payload' in event ? 1 : 0) +
    ('sealed' in event ? 1 : 0) +
    ('recordedAt' in event ? 1 : 0) +
    ('prevHash' in event ? 1 : 0) +
    ('hash' in event ? 1 : 0)
  );
}

function text(value: string | null): string {
  return typeof value === 'string' ? canonicalString(value) : canonicalJson(value);
}
