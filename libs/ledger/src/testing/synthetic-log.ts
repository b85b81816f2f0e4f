import { canonicalJson, type JsonObject } from '../canonical-json.js';
import { envelopeHash, nextLogHash } from '../chain.js';
import { NO_HASH, type Envelope } from '../envelope.js';
import { member } from '../member.js';
import { present } from '../present.js';
import { exportLine } from '../export-line.js';
import { uuidV5 } from '../uuid.js';

/** An event as a log keeps it, made for tests: synthetic, of one service, hashed correctly whatever it holds. */
export interface LogEvent {
  readonly position: number;
  readonly logHash: string;
  readonly text: string;
  readonly event: Envelope;
}

const ORGANISATION = '00000000-0000-4000-8000-0000000000aa';
const START = Date.parse('2026-03-02T09:00:00.000Z');

/** The event at `position`, its members as given or else plausible, stamped and linked to the log's event before it. */
export function made(
  position: number,
  before: LogEvent | undefined,
  members: Partial<Envelope> | JsonObject,
): LogEvent {
  const commandId = uuidV5('synthetic-command', position);
  const at = new Date(START + position * 60_000).toISOString();
  const { hash: _, ...given } = members;
  const isNone = [undefined, 'none'].some((one) => one === member(given, 'classification'));
  const plausible = present<Omit<Envelope, 'hash'>>({
    format: 1,
    service: before?.event.service ?? 'assessment',
    id: uuidV5(commandId, 0),
    stream: `organisation-${ORGANISATION}`,
    revision: 1,
    type: 'OrganisationSet',
    schema: 1,
    tenantId: ORGANISATION,
    personId: null,
    jurisdiction: 'ENG',
    occurredAt: at,
    effectiveFrom: at,
    actor: { user: ORGANISATION, role: 'PA', organisation: ORGANISATION },
    correlationId: commandId,
    causationId: commandId,
    commandId,
    classification: 'none',
    keyId: null,
    recordedAt: at,
    prevHash: NO_HASH,
    payload: isNone ? { kind: 'council', note: `Größe – ${position} €😀\u2028` } : undefined,
  });
  const unhashed: Omit<Envelope, 'hash'> = Object.assign(plausible, given);
  const event: Envelope = { ...unhashed, hash: envelopeHash(unhashed) };
  return { position, logHash: nextLogHash(before?.logHash ?? NO_HASH, event.hash), text: canonicalJson(event), event };
}

/** A log that verifies: `streams` streams, in an order that the seed decides, some of them sealed (with bytes that open with no key). */
export function syntheticLog(size: {
  readonly events: number;
  readonly streams: number;
  readonly seed: number;
}): LogEvent[] {
  const heads = new Map<number, { revision: number; hash: string }>();
  const events: LogEvent[] = [];
  let state = size.seed;
  for (let position = 1; position <= size.events; position++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const number = (state >>> 8) % size.streams;
    const head = heads.get(number) ?? { revision: 0, hash: NO_HASH };
    const id = uuidV5('synthetic-stream', number);
    const kind: Partial<Envelope> =
      number % 2 === 0
        ? {}
        : {
            type: 'PersonRegistered',
            personId: id,
            classification: 'personal',
            keyId: `${id}.0123456789abcdef`,
            sealed: Buffer.from(uuidV5(id, position).repeat(3)).toString('base64url'),
          };
    const added = made(position, events.at(-1), {
      stream: number % 2 === 0 ? `organisation-${id}` : `person-${id}`,
      revision: head.revision + 1,
      prevHash: head.hash,
      ...kind,
    });
    heads.set(number, { revision: head.revision + 1, hash: added.event.hash });
    events.push(added);
  }
  return events;
}

/** The bytes of the log's export file. */
export function exportOf(events: readonly LogEvent[]): Buffer {
  return Buffer.from(
    events.map(({ position, logHash, text }) => `${exportLine(position, logHash, text)}\n`).join(''),
    'utf8',
  );
}
