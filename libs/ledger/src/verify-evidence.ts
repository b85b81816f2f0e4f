import { envelopeHash, nextLogHash } from './chain.js';
import { isRecord } from './envelope-form.js';
import { NO_HASH } from './envelope.js';
import { present } from './present.js';
import { isHash, isInstant } from './value-forms.js';
import { FAULT, readLine } from './verify.js';

/** What one service has recorded about a person, as its export would hold it. */
export interface EvidenceOfService {
  /** Everything that was recorded by then is there. */
  readonly knownAt: string;
  /** How far the whole log reached when it was written; compare it with a head that was kept elsewhere. */
  readonly head: { readonly position: number; readonly logHash: string };
  /** Lines of an audit export, in log order, without those about others. */
  readonly lines: readonly string[];
}

export type EvidenceVerification =
  | { readonly valid: true; readonly events: number; readonly streams: number }
  | {
      readonly valid: false;
      readonly reason: string;
      readonly service?: string;
      /** Which line of that service, from 1. */
      readonly line?: number;
    };

/**
 * Verifies evidence about one person: every event is the one that was hashed, and every stream runs from its first event without a
 * gap. Where it ends is not proved: nothing shows that events at a stream's end, a whole stream or a service are not left out. The
 * running hash of a log follows from events of others too, so it is computed only where two events stood side by side.
 */
export function verifyEvidence(evidence: unknown): EvidenceVerification {
  const services = servicesOf(evidence);
  if (services === undefined || !isRecord(evidence) || Object.keys(services).length === 0)
    return { valid: false, reason: 'not evidence of format 1' };
  let events = 0;
  let streams = 0;
  for (const [service, part] of Object.entries(services)) {
    const walk = new EvidenceWalk(service, String(evidence['personId']), part);
    for (const [index, line] of part.lines.entries()) {
      const reason = walk.next(line);
      if (reason !== undefined) return { valid: false, reason, service, line: index + 1 };
    }
    events += part.lines.length;
    streams += walk.streams;
  }
  return { valid: true, events, streams };
}

class EvidenceWalk {
  readonly #ends = new Map<string, { readonly revision: number; readonly hash: string }>();
  #position = 0;
  #logHash = NO_HASH;

  constructor(
    readonly service: string,
    readonly personId: string,
    readonly part: EvidenceOfService,
  ) {}

  get streams(): number {
    return this.#ends.size;
  }

  next(line: string): string | undefined {
    const read = readLine(line);
    if ('fault' in read) return read.fault;
    const { position, logHash, event } = read;
    const { head, knownAt } = this.part;
    if (position <= this.#position || position > head.position) return FAULT.position;
    if (position === head.position && logHash !== head.logHash) return FAULT.head;
    if (event.service !== this.service) return FAULT.service;
    if (event.personId !== this.personId) return 'the event is about somebody else';
    if (event.recordedAt > knownAt) return 'the event was recorded later than the evidence says';
    const { hash, ...unhashed } = event;
    if (envelopeHash(unhashed) !== hash) return FAULT.hash;
    const before = this.#ends.get(event.stream) ?? { revision: 0, hash: NO_HASH };
    if (event.revision !== before.revision + 1) return FAULT.revision;
    if (event.prevHash !== before.hash) return FAULT.link;
    if (position === this.#position + 1 && nextLogHash(this.#logHash, hash) !== logHash) return FAULT.logHash;
    this.#ends.set(event.stream, { revision: event.revision, hash });
    this.#position = position;
    this.#logHash = logHash;
    return undefined;
  }
}

function servicesOf(evidence: unknown): Readonly<Record<string, EvidenceOfService>> | undefined {
  if (!isRecord(evidence) || evidence['format'] !== 1 || typeof evidence['personId'] !== 'string') return undefined;
  const { services } = evidence;
  if (!isRecord(services)) return undefined;
  const parts = Object.entries(services).map(([name, part]) => [name, evidenceIn(part)] as const);
  const known = parts.flatMap(([name, part]) => (part === undefined ? [] : [[name, part] as const]));
  return known.length === parts.length ? Object.fromEntries(known) : undefined;
}

function evidenceIn(part: unknown): EvidenceOfService | undefined {
  if (!isRecord(part)) return undefined;
  const { knownAt, head, lines } = part;
  if (!isInstant(knownAt) || !isRecord(head) || !Array.isArray(lines)) return undefined;
  const { position, logHash } = head;
  if (typeof position !== 'number' || !isHash(logHash)) return undefined;
  const texts = lines.filter((line): line is string => typeof line === 'string');
  return texts.length === lines.length ? present({ knownAt, head: { position, logHash }, lines: texts }) : undefined;
}
