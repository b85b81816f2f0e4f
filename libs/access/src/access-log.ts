import { keptAs, RevisionConflict, type ActingParty, type EventLog } from '@carethread/event-sourcing';
import { isFilled, present, uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { openWith, seal, type KeyStore } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';

/** One authenticated read of personal content, or one refusal. */
export interface AccessEntry {
  readonly personId: string;
  readonly tenantId: string;
  readonly jurisdiction: string;
  readonly actor: ActingParty;
  /** `listed`: shown as one of many; `found`: shown by a search; `delivered`: sent to an organisation's endpoint, which accepted it. */
  readonly outcome: 'read' | 'listed' | 'found' | 'delivered' | 'refused';
  /** Method and route pattern, never a filled-in path with content. */
  readonly route: string;
  readonly target?: string;
  readonly code?: string;
  readonly purpose?: string;
  /** The reason that the reader gave when they broke the glass. */
  readonly breakGlass?: string;
  readonly versionNo?: number;
  readonly at: string;
  readonly correlationId: string;
}

/** What an entry says of itself, sealed under the person's key. */
interface AccessSaid {
  readonly userId: string;
  readonly outcome: AccessEntry['outcome'];
  /** Method and route pattern. */
  readonly route: string;
  /** The stream that was read. */
  readonly target?: string;
  /** The code of a refusal. */
  readonly code?: string;
  readonly purpose?: string;
  /** The reason that the reader gave when they broke the glass. */
  readonly breakGlass?: string;
  readonly versionNo?: number;
}

/** An entry of the access log, as it is shown. */
export interface AccessShown extends AccessSaid {
  readonly id: string;
  readonly at: string;
  readonly role: string;
  readonly organisationId?: string;
  /** What the user is called, where the directory of staff tells the reader. */
  readonly name?: string;
  /** The same for everything that one request left, in all services. */
  readonly correlationId: string;
  /** What else the same request left, where that is shown as one. */
  readonly others?: readonly AccessShown[];
}

interface Pending {
  readonly entry: AccessEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** A refusal of the same token on the same target is written once a minute, so that no caller can grow a record at will. */
const FOLD_MS = 60_000;
/** The same list shows the same person to the same user again and again: one entry an hour. */
const LISTED_MS = 3_600_000;
/** After so many lost races the entry fails, and the read with it. */
const ATTEMPTS = 20;

/**
 * Who read what: a chained log of its own in each service (class `access`), excluded from rebuilds, committed before the answer
 * leaves. Entries that wait for the same person share one append.
 */
export class AccessLog {
  readonly #pending = new Map<string, Pending[]>();
  readonly #revisions = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  readonly #listed = new Map<string, number>();

  constructor(
    readonly log: EventLog,
    readonly keys: KeyStore,
  ) {}

  /** Resolves when the entry is durable. */
  async write(entry: AccessEntry): Promise<void> {
    if (entry.outcome === 'refused' && this.#folded(entry)) return;
    if (entry.outcome !== 'listed') return this.#store(entry);
    const name = `${entry.actor.user} ${entry.route} ${entry.personId}`;
    if (this.#isListed(name, entry.at)) return;
    try {
      await this.#store(entry);
    } catch (error) {
      this.#listed.delete(name);
      throw error;
    }
  }

  async #store(entry: AccessEntry): Promise<void> {
    await new Promise<void>((done, failed) => {
      const pending = { entry, done, failed };
      const queue = this.#pending.get(entry.personId);
      if (queue !== undefined) queue.push(pending);
      else {
        this.#pending.set(entry.personId, [pending]);
        void this.#drain(entry.personId);
      }
    });
  }

  /** Entries of one answer, about different people: they are appended at the same moment and share one commit. */
  async writeAll(entries: readonly AccessEntry[]): Promise<void> {
    await Promise.all(entries.map((entry) => this.write(entry)));
  }

  /** By the platform's clock, as the entry itself. */
  #isListed(name: string, at: string): boolean {
    const now = Date.parse(at);
    const last = this.#listed.get(name);
    if (last !== undefined && now - last < LISTED_MS) return true;
    if (this.#listed.size > 50_000) this.#listed.clear();
    this.#listed.set(name, now);
    return false;
  }

  #folded(entry: AccessEntry): boolean {
    const now = Date.now();
    const name = `${entry.actor.user} ${entry.route} ${entry.target ?? entry.personId}`;
    const last = this.#refusals.get(name);
    if (last !== undefined && now - last < FOLD_MS) return true;
    if (this.#refusals.size > 50_000) this.#refusals.clear();
    this.#refusals.set(name, now);
    return false;
  }

  async #drain(personId: string): Promise<void> {
    for (;;) {
      const batch = this.#pending.get(personId) ?? [];
      if (batch.length === 0) {
        this.#pending.delete(personId);
        return;
      }
      this.#pending.set(personId, []);
      try {
        await this.#append(personId, batch);
        for (const { done } of batch) done();
      } catch (error) {
        this.#revisions.delete(personId);
        for (const { failed } of batch) failed(error);
      }
    }
  }

  async #append(personId: string, batch: readonly Pending[]): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#attempt(personId, batch);
      } catch (error) {
        // Another copy of the service wrote about the same person meanwhile.
        this.#revisions.delete(personId);
        if (!(error instanceof RevisionConflict) || attempt >= ATTEMPTS) throw error;
      }
  }

  async #attempt(personId: string, batch: readonly Pending[]): Promise<void> {
    const stream = `access-${personId}`;
    const revision = this.#revisions.get(personId) ?? (await this.log.readStream(stream)).length;
    const events: UnstampedEvent[] = [];
    for (const { entry } of batch) {
      const key = await this.keys.getOrCreate(entry.tenantId, personId, 'access');
      const { personId: _, tenantId, jurisdiction, actor, at, correlationId, ...rest } = entry;
      const commandId = randomUUID();
      const base = {
        format: 1 as const,
        service: this.log.service,
        id: uuidV5(commandId, 0),
        stream,
        revision: revision + events.length + 1,
        type: entry.outcome === 'refused' ? 'AccessRefused' : 'RecordRead',
        schema: 1,
        tenantId,
        personId,
        jurisdiction,
        occurredAt: at,
        effectiveFrom: at,
        actor: present<UnstampedEvent['actor']>({
          user: actor.user,
          role: actor.role,
          organisation: actor.organisationId,
        }),
        correlationId,
        causationId: commandId,
        commandId,
        classification: 'personal' as const,
        keyId: key.keyId,
      };
      events.push(seal(base, { payload: { ...rest, userId: actor.userId } }, key));
    }
    if (!isFilled(events)) return;
    await this.log.append({ stream, expectedRevision: revision, events });
    this.#revisions.set(personId, revision + events.length);
  }

  /** A person's entries, oldest first, for the person and the auditor. */
  async of(personId: string): Promise<readonly AccessShown[]> {
    return this.opened(await this.stored(personId));
  }

  /** The same as they are stored. */
  stored(personId: string): ReturnType<EventLog['readStream']> {
    return this.log.readStream(`access-${personId}`);
  }

  /** Those whose keys were destroyed are left out. */
  async opened(stored: Awaited<ReturnType<EventLog['readStream']>>): Promise<readonly AccessShown[]> {
    const entries: AccessShown[] = [];
    for (const { event } of stored) {
      const key = event.keyId === null ? undefined : await this.keys.find(event.keyId);
      if (key === undefined || key === 'destroyed') continue;
      const { actor, recordedAt, id, correlationId } = event;
      entries.push(
        present<AccessShown>({
          id,
          at: recordedAt,
          role: actor.role,
          organisationId: actor.organisation,
          correlationId,
          ...keptAs<AccessSaid>(openWith(event, key).payload),
        }),
      );
    }
    return entries;
  }
}
