import { Refusal } from '@carethread/contracts';
import type { EventLog, StoredEvent } from '@carethread/event-sourcing';
import { holdsItsHash, isUuid, uuidV5 } from '@carethread/ledger';

/** The policy name under which a damaged event stands among the dead letters. */
export const DAMAGED_RECORD = 'record';

/** What is known of an event that could not be opened or folded. Holds ids, a position and a code; no words of a record. */
export interface DamagedRecord {
  readonly position: number;
  readonly stream: string;
  /** Whose record it is: a person, or another subject of facts; the stream's own name where that cannot be found out. */
  readonly subject: string;
  readonly reason: string;
}

/** Where damaged records are kept: they outlive the process. */
export interface DeadLetters {
  keep(record: DamagedRecord): Promise<void>;
}

/**
 * The subjects of whom an event could not be opened or folded (architecture §6b). Nothing is decided about them and nothing of
 * them is answered, since it might be incomplete; other subjects are not affected. They are kept as dead letters, so that a restart
 * knows them too.
 */
export class SetAside {
  readonly #records = new Map<number, DamagedRecord>();
  readonly #subjects = new Map<string, number>();
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(
    readonly log: EventLog,
    readonly deadLetters: DeadLetters,
    readonly warn: (message: string, about: Readonly<Record<string, string | number>>) => void,
  ) {}

  records(): readonly DamagedRecord[] {
    return [...this.#records.values()];
  }

  has(subject: string): boolean {
    return this.#subjects.has(subject);
  }

  /** Whose a stream is that holds a damaged event; undefined where that could not be found out. */
  subjectIn(stream: string): string | undefined {
    return this.records().find((one) => one.stream === stream && one.subject !== stream)?.subject;
  }

  /** Throws RECORD_DAMAGED where an event of that person, or other subject, cannot be read. */
  requireWhole(subject: string | null | undefined): void {
    if (subject !== null && subject !== undefined && this.has(subject)) throw new Refusal('RECORD_DAMAGED');
  }

  /** Adds a record that is among the dead letters. */
  add(record: DamagedRecord): void {
    if (this.#records.has(record.position)) return;
    this.#records.set(record.position, record);
    for (const subject of new Set([record.subject, record.stream]))
      this.#subjects.set(subject, (this.#subjects.get(subject) ?? 0) + 1);
  }

  /** The record can be read again. */
  remove(position: number): void {
    const record = this.#records.get(position);
    if (record === undefined) return;
    this.#records.delete(position);
    for (const subject of new Set([record.subject, record.stream])) {
      const left = (this.#subjects.get(subject) ?? 1) - 1;
      if (left > 0) this.#subjects.set(subject, left);
      else this.#subjects.delete(subject);
    }
  }

  /** Sets the subject of an event aside; `kept` resolves when it is among the dead letters. */
  report(stored: StoredEvent, reason: string): void {
    if (this.#records.has(stored.position)) return;
    this.#keeping = this.#keeping
      .then(() => this.#keep(stored, reason))
      .catch((error: unknown) =>
        this.warn('a damaged record could not be put among the dead letters', {
          position: stored.position,
          error: error instanceof Error ? error.name : 'unknown',
        }),
      );
  }

  async kept(): Promise<void> {
    await this.#keeping;
  }

  async #keep(stored: StoredEvent, reason: string): Promise<void> {
    if (this.#records.has(stored.position)) return;
    const { position, event } = stored;
    const stream = (await this.log.placeOf?.(position))?.stream ?? stored.misplaced?.stream ?? event.stream;
    const record = { position, stream, subject: await this.#subject(stored, stream), reason };
    this.add(record);
    this.warn('a record is damaged: its subject is set aside', { position, stream, reason });
    await this.deadLetters.keep(record);
  }

  /** The damaged event's own envelope may be what was changed: an event beside it in the stream is read first. */
  async #subject(stored: StoredEvent, stream: string): Promise<string> {
    const { position, event, damaged, misplaced } = stored;
    // An event that was moved is missing where its text says that it belongs, so that record is not whole.
    if (misplaced !== undefined && isUnchanged(stored))
      return subjectNamedBy(misplaced.stream) ?? (isUuid(misplaced.personId) ? misplaced.personId : misplaced.stream);
    const own = subjectNamedBy(stream);
    if (own !== undefined) return own;
    const beside = (await this.log.readStream(stream)).find(
      (one) => one.position !== position && one.damaged === undefined && isUnchanged(one),
    );
    const personId = beside === undefined ? (damaged === undefined ? event.personId : null) : beside.event.personId;
    return isUuid(personId) ? personId : stream;
  }
}

/** The subject whose events a stream holds by its name alone. */
function subjectNamedBy(stream: string): string | undefined {
  const dash = stream.indexOf('-');
  return ['person', 'heard'].includes(stream.slice(0, dash)) ? stream.slice(dash + 1) : undefined;
}

/** Whether a stored text is the one that was hashed, wherever the store keeps it. */
export function isUnchanged({ text, event, misplaced }: Pick<StoredEvent, 'text' | 'event' | 'misplaced'>): boolean {
  return holdsItsHash(text, (misplaced ?? event).hash);
}

/** The id of a damaged record among the dead letters. */
export function damagedRecordId(service: string, position: number): string {
  return uuidV5('damaged', service, position);
}
