import { canonicalJson } from './canonical-json.js';
import { envelopeHash, nextLogHash } from './chain.js';
import { isEnvelope, isRecord } from './envelope-form.js';
import { NO_HASH, type Envelope } from './envelope.js';
import { exportLine } from './export-line.js';
import { present } from './present.js';
import { isHash } from './value-forms.js';

/** A log's head, written down on some day and kept elsewhere: the one thing that a rewritten log cannot agree with. */
export interface WrittenHead {
  readonly service: string;
  readonly position: number;
  readonly logHash: string;
  readonly at: string;
}

export interface VerifiedHead {
  readonly position: number;
  readonly logHash: string;
}

/** `position` is where the log is first wrong: the ordinal of the line, counted, whatever the line itself says. */
export type LogVerification =
  | { readonly valid: true; readonly events: number; readonly head: VerifiedHead }
  | {
      readonly valid: false;
      readonly position: number;
      readonly reason: string;
      readonly stream?: string;
      readonly revision?: number;
    };

export interface Expected {
  readonly service?: string;
  readonly head?: WrittenHead;
}

export const FAULT = {
  line: 'not a line of an export: it is cut, or not UTF-8, or not JSON',
  form: 'not an event of format v1',
  bytes: 'not the canonical bytes: something was added, escaped or put in another order',
  position: 'a position is missing, doubled or out of order',
  service: 'the event belongs to another service',
  hash: 'the event is not the one that was hashed',
  revision: 'a revision of the stream is missing, doubled or out of order',
  link: 'the link to the event before it in its stream is broken',
  id: 'the id stands in the log already',
  time: 'recorded before the event before it, or before it happened',
  logHash: 'the log’s running hash does not follow from the events so far: this one or the one before it was replaced',
  head: 'the log is not the one whose head was written down: an event at or before this one was replaced',
  missing:
    'the log ends before the head that was written down: it is older than the head, or its last events are missing',
} as const;

/** Why a head that is beyond a log's end cannot be compared: an older copy looks the same as one that lost its last events. */
export function endsBeforeHead(end: number, head: number): string {
  return `the log ends at position ${end}, the head is of position ${head}: older than the head, or its last events are missing`;
}

interface Line {
  readonly position: unknown;
  readonly logHash: unknown;
  readonly event: unknown;
}

/** Walks one service's log event by event, in order. Memory: a head and the ids of every stream. */
class LogWalk {
  readonly #streams = new Map<string, { revision: number; hash: string }>();
  readonly #ids = new Set<string>();
  #position = 0;
  #logHash = NO_HASH;
  #recordedAt = '';
  #service: string | undefined;

  constructor(readonly expected: Expected) {
    this.#service = expected.service ?? expected.head?.service;
  }

  /** The fault of the next event, or undefined. `parsed` is the line's JSON, `line` its exact text. */
  next(parsed: Line, line: string): string | undefined {
    const read = readStrictly(parsed, line);
    if ('fault' in read) return read.fault;
    const { position, logHash, event } = read;
    if (position !== this.#position + 1) return FAULT.position;
    this.#service ??= event.service;
    if (event.service !== this.#service) return FAULT.service;
    const { hash, ...unhashed } = event;
    if (envelopeHash(unhashed) !== hash) return FAULT.hash;
    const fault = this.#inStream(event);
    if (fault !== undefined) return fault;
    if (event.recordedAt < this.#recordedAt || event.recordedAt < event.occurredAt) return FAULT.time;
    if (nextLogHash(this.#logHash, hash) !== logHash) return FAULT.logHash;
    const { head } = this.expected;
    if (head?.position === position && head.logHash !== logHash) return FAULT.head;
    this.#position = position;
    this.#logHash = logHash;
    this.#recordedAt = event.recordedAt;
    return undefined;
  }

  #inStream({ stream, revision, prevHash, hash, id }: Envelope): string | undefined {
    const before = this.#streams.get(stream) ?? { revision: 0, hash: NO_HASH };
    if (this.#ids.has(id)) return FAULT.id;
    if (revision !== before.revision + 1) return FAULT.revision;
    if (prevHash !== before.hash) return FAULT.link;
    before.revision = revision;
    before.hash = hash;
    this.#ids.add(id);
    this.#streams.set(stream, before);
    return undefined;
  }

  failed(reason: string, event: unknown): LogVerification {
    const named = isRecord(event) ? event : {};
    const { stream, revision } = named;
    return present<Extract<LogVerification, { valid: false }>>({
      valid: false,
      position: this.#position + 1,
      reason,
      stream: typeof stream === 'string' ? stream : undefined,
      revision: typeof revision === 'number' ? revision : undefined,
    });
  }

  ended(): LogVerification {
    const { head } = this.expected;
    if (head !== undefined && head.position > this.#position) return this.failed(FAULT.missing, undefined);
    return { valid: true, events: this.#position, head: { position: this.#position, logHash: this.#logHash } };
  }
}

/**
 * Verifies one service's export, line by line, and names the first event that is wrong. Needs no key. Somebody who rewrites every
 * hash after a change passes, unless `expected.head` was written down before and kept elsewhere.
 * @param lines without their line ends, in file order; bytes where they come from a file (`linesOf`), so that wrong UTF-8 is seen
 */
export async function verifyLines(
  lines: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  expected: Expected = {},
): Promise<LogVerification> {
  const walk = new LogWalk(expected);
  for await (const line of lines) {
    const text = typeof line === 'string' ? line : utf8Or(line);
    const parsed = text === undefined ? undefined : lineOr(text);
    if (text === undefined || parsed === undefined) return walk.failed(FAULT.line, undefined);
    const fault = walk.next(parsed, text);
    if (fault !== undefined) return walk.failed(fault, parsed.event);
  }
  return walk.ended();
}

/** What verification reads of a log; every event log has it. */
export interface ReadableLog {
  readonly service: string;
  readAll(
    after: number,
    limit: number,
  ): Promise<readonly { readonly position: number; readonly logHash: string; readonly text: string }[]>;
}

const BATCH = 1000;

/** The lines of a log's audit export, in log order. */
export async function* exportLinesOf(log: ReadableLog): AsyncGenerator<string, void, undefined> {
  let after = 0;
  for (;;) {
    const events = await log.readAll(after, BATCH);
    for (const { position, logHash, text } of events) yield exportLine(position, logHash, text);
    const last = events.at(-1);
    if (last === undefined || last.position <= after) return;
    after = last.position;
  }
}

/** Verifies a whole log where it lies. */
export function verifyLog(log: ReadableLog, expected: Expected = {}): Promise<LogVerification> {
  return verifyLines(exportLinesOf(log), { ...expected, service: log.service });
}

/** Verifies a whole log, and that it is the one whose head was written down earlier: this also catches a rewritten tail. */
export function verifyHead(log: ReadableLog, head: WrittenHead): Promise<LogVerification> {
  return verifyLog(log, { head });
}

type ReadLine = { readonly position: number; readonly logHash: string; readonly event: Envelope };

/** A line of an export, or what is wrong with its form. */
export function readLine(line: string): ReadLine | { readonly fault: string } {
  const parsed = lineOr(line);
  return parsed === undefined ? { fault: FAULT.line } : readStrictly(parsed, line);
}

function readStrictly({ position, logHash, event }: Line, line: string): ReadLine | { readonly fault: string } {
  if (!isEnvelope(event) || typeof position !== 'number' || !isHash(logHash)) return { fault: FAULT.form };
  const text = canonicalOr(event);
  if (text === undefined || exportLine(position, logHash, text) !== line) return { fault: FAULT.bytes };
  return { position, logHash, event };
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8Or(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function lineOr(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    return { position: value['position'], logHash: value['logHash'], event: value['event'] };
  } catch {
    return undefined;
  }
}

/** Undefined for what JSON.parse lets in and canonical JSON does not: lone surrogates and U+0000. */
function canonicalOr(event: Envelope): string | undefined {
  try {
    return canonicalJson(event);
  } catch {
    return undefined;
  }
}
