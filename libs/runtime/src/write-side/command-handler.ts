import { Refusal } from '@carethread/contracts';
import {
  decideWith,
  RevisionConflict,
  type AnyDecider,
  type Context,
  type EventLog,
  type Recorded,
  type StoredEvent,
} from '@carethread/event-sourcing';
import { isFilled, sha256, uuidV5 } from '@carethread/ledger';
import type { KeyStore } from '@carethread/privacy';
import { traceAppend } from '../telemetry/command-telemetry.js';
import type { DecodedEvent, EventDecoder } from '../read-side/event-decoder.js';
import type { SetAside } from '../reactions/set-aside.js';
import { boundedCache } from './bounded-cache.js';
import type { CommandEnvelope } from './command-envelope.js';
import { asStreamOf, StaleVersion, type CommandOutcome, type LoadedStream } from './loaded-stream.js';
import { sealEvents } from './seal-events.js';
import { emptyStream, extended, passedOver, type FoldedStream } from './stream-folding.js';
import { UniqueValues, type UniqueSite } from './unique-values.js';

/** A command as the write side takes it: with a way to what its decision may read. */
export interface PreparedCommand extends CommandEnvelope {
  readonly context: (stream: LoadedStream) => Promise<Context> | Context;
}

const ATTEMPTS = 4;
/** Most events of other replicas that are kept for a cached stream until it is used; where there were more, it is read again. */
const MAX_PENDING = 16;
/** Events that a resent command reads at a time to find its own: mostly there are one or two. */
const RESEND_PAGE = 16;

/** The write side: load, find the command's id, decide, seal, append; a lost race is read again and decided again. */
export class CommandHandler {
  readonly #cache = boundedCache<string, FoldedStream>(20_000);
  /** Events that other replicas appended to cached streams. */
  readonly #pending = boundedCache<string, readonly StoredEvent[]>(20_000);
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    readonly log: EventLog,
    readonly decoder: EventDecoder,
    readonly keys: KeyStore,
    /** How long a claim without its event counts as one that is being stored, in milliseconds. */
    readonly patience = 2_000,
    /** The subjects whose records are damaged. */
    readonly aside?: Pick<SetAside, 'kept' | 'subjectIn'>,
  ) {}

  /** Waits for the in-flight command on this stream: a subscription can see its events before the cache does. */
  async load<State>(decider: AnyDecider & { readonly initial: State }, id: string): Promise<LoadedStream<State>> {
    await this.#turns.get(`${decider.category}-${id}`)?.catch(() => undefined);
    const stream = asStreamOf(await this.loadNow(decider, id), decider);
    if (!stream.damaged || stream.personId !== null || this.aside === undefined) return stream;
    // None of its events says whose it is.
    await this.aside.kept();
    return { ...stream, personId: this.aside.subjectIn(stream.name) ?? null };
  }

  /** The same without waiting: a decision that reads another stream must never wait for that one's command. */
  async loadNow(decider: AnyDecider, id: string): Promise<FoldedStream> {
    const name = `${decider.category}-${id}`;
    const cached = this.#cache.get(name);
    if (cached === undefined) return this.#goOn(decider, emptyStream(decider, id), await this.log.readStream(name));
    const pending = (this.#pending.get(name) ?? []).filter(({ event }) => event.revision > cached.revision);
    const [next] = pending;
    if (next === undefined) return cached;
    return next.event.revision === cached.revision + 1
      ? this.#goOn(decider, cached, pending)
      : this.#readOn(decider, cached);
  }

  /** What is stored never changes: a cached state is right as far as it goes, and only the events after it are read. */
  async #readOn(decider: AnyDecider, held: FoldedStream): Promise<FoldedStream> {
    return this.#goOn(decider, held, await this.log.readStream(held.name, { from: held.revision + 1 }));
  }

  async #goOn(decider: AnyDecider, from: FoldedStream, events: readonly StoredEvent[]): Promise<FoldedStream> {
    let loaded = from;
    for (const [index, event] of (await this.decoder.openAll(events)).entries()) {
      const stored = events[index];
      if (stored !== undefined && event.fault === undefined && event.envelope.revision !== loaded.revision + 1) {
        this.decoder.damaged(stored, 'an event before this one in its stream is missing');
        loaded = { ...loaded, damaged: true };
      }
      loaded =
        event.recorded === undefined ? passedOver(loaded, event) : this.#fold(decider, loaded, event.recorded, stored);
    }
    // What this process appended meanwhile is newer.
    if ((this.#cache.peek(from.name)?.revision ?? 0) <= loaded.revision) this.#cache.set(from.name, loaded);
    return loaded;
  }

  /** A state that cannot take in a stored event is not to be relied on: its subject is set aside. */
  #fold(decider: AnyDecider, stream: FoldedStream, recorded: Recorded, stored: StoredEvent | undefined): FoldedStream {
    try {
      return extended(decider, stream, [recorded], stored?.position ?? stream.position);
    } catch {
      if (stored !== undefined) this.decoder.damaged(stored, 'the event cannot be folded');
      return { ...stream, revision: recorded.meta.revision, damaged: true };
    }
  }

  /** Another replica may have appended these: the cached states of their streams are old. */
  onRemoteAppend(events: readonly StoredEvent[]): void {
    for (const stored of events) {
      const { stream, revision } = stored.event;
      const held = this.#cache.peek(stream);
      if (held === undefined || held.revision >= revision) continue;
      const before = this.#pending.peek(stream) ?? [];
      if ((before.at(-1)?.event.revision ?? 0) < revision)
        this.#pending.set(stream, [...before, stored].slice(-MAX_PENDING));
    }
  }

  /** Drops every cached stream: after a key was destroyed, and for measurements. */
  clear(): void {
    this.#cache.clear();
    this.#pending.clear();
  }

  /** One command at a time per stream in this process; other processes are met by the expected revision. */
  async execute(command: PreparedCommand): Promise<CommandOutcome> {
    const name = `${command.decider.category}-${command.id}`;
    const before = this.#turns.get(name) ?? Promise.resolve();
    const mine = before.then(
      () => this.#execute(command, name),
      () => this.#execute(command, name),
    );
    this.#turns.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(name) === mine) this.#turns.delete(name);
    }
  }

  async #execute(command: PreparedCommand, name: string): Promise<CommandOutcome> {
    const unique = UniqueValues.of(this.#uniqueSite(command), command.decider, command.tenantId, command.id);
    try {
      return await this.#decideAndAppend(command, name, unique);
    } catch (error) {
      // What was claimed is free again where it is certain that nothing was stored.
      if (unique !== undefined && (error instanceof Refusal || error instanceof StaleVersion))
        await unique.refused((await this.loadNow(command.decider, command.id)).state);
      throw error;
    }
  }

  #uniqueSite(command: PreparedCommand): UniqueSite {
    const { decider, commandId } = command;
    return {
      keys: this.keys,
      patience: this.patience,
      present: async (id) => this.#readOn(decider, await this.loadNow(decider, id)),
      fence: async (id, personId) => {
        const { ifMatch: _, occurredAt: __, request: ___, ...rest } = command;
        const fencing = { ...rest, id, personId: personId ?? id, command: decider.unique?.fence ?? command.command };
        try {
          await this.#decideAndAppend(
            { ...fencing, commandId: uuidV5(commandId, 'fence', id) },
            `${decider.category}-${id}`,
            undefined,
          );
        } catch (error) {
          // It has moved by itself.
          if (!(error instanceof RevisionConflict)) throw error;
        }
      },
    };
  }

  async #decideAndAppend(
    command: PreparedCommand,
    name: string,
    unique: UniqueValues | undefined,
  ): Promise<CommandOutcome> {
    for (let attempt = 1; ; attempt++) {
      const stream = await this.loadNow(command.decider, command.id);
      if (stream.damaged) throw new Refusal('RECORD_DAMAGED');
      if (stream.commands.has(command.commandId)) return this.#resent(command, stream);
      if (command.ifMatch !== undefined && !isPresent(command.ifMatch, stream))
        throw new StaleVersion(stream.etag, stream.revision);
      const context = await command.context(stream);
      const decided = decideWith(command.decider, command.command, stream.state, context);
      if (!isFilled(decided)) return { stream, events: [], resent: false };
      await unique?.take(decided);
      const { unstamped, contents } = await sealEvents(this.log.service, this.keys, command, stream, decided, context);
      const began = performance.now();
      try {
        const result = await this.log.append({ stream: name, expectedRevision: stream.revision, events: unstamped });
        traceAppend(unstamped[0], unstamped.length, began, result.outcome === 'appended');
        const recorded: Recorded[] = [];
        for (const [index, stored] of result.events.entries()) {
          const content = contents[index];
          const opened = await (result.outcome === 'duplicate' || content === undefined
            ? this.decoder.open(stored)
            : this.decoder.openAs(stored, content));
          if (opened.recorded !== undefined) recorded.push(opened.recorded);
        }
        const last = result.events.at(-1);
        const next = extended(command.decider, stream, recorded, last?.position ?? stream.position);
        // A duplicate means that another process stored it meanwhile: read the truth again on the next load.
        if (result.outcome === 'appended') this.#cache.set(name, next);
        else this.#cache.delete(name);
        // What could not be freed now is taken over by the next claim.
        await unique?.stored(recorded, next.state).catch(() => undefined);
        return { stream: next, events: recorded, resent: result.outcome === 'duplicate' };
      } catch (error) {
        if (!(error instanceof RevisionConflict) || attempt >= ATTEMPTS) {
          this.#cache.delete(name);
          throw error;
        }
        await this.#readOn(command.decider, stream);
      }
    }
  }

  /** What the command stored when it came before. Throws IDEMPOTENCY_MISMATCH when its content was different then. */
  async #resent(command: PreparedCommand, stream: LoadedStream): Promise<CommandOutcome> {
    const opened = await this.storedBy(stream, command);
    const events = opened.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
    const revision = opened.at(-1)?.envelope.revision ?? stream.revision;
    return { stream: { ...stream, revision }, events, resent: true };
  }

  /** The events of a stream that a command stored. Throws IDEMPOTENCY_MISMATCH when its content was different then. */
  async storedBy(
    stream: LoadedStream,
    { commandId, request }: { readonly commandId: string; readonly request?: string },
  ): Promise<readonly DecodedEvent[]> {
    const opened = await this.stored(stream, commandId);
    if (opened.some((one) => one.request !== undefined && one.request !== request))
      throw new Refusal('IDEMPOTENCY_MISMATCH');
    return opened;
  }

  /** The events of a stream that a command stored, read from the log; they stand together. */
  async stored(stream: LoadedStream, commandId: string): Promise<readonly DecodedEvent[]> {
    const found: DecodedEvent[] = [];
    const first = stream.commands.get(commandId) ?? Infinity;
    for (let from = first; from <= stream.revision; from += RESEND_PAGE) {
      const events = await this.log.readStream(stream.name, { from, to: from + RESEND_PAGE - 1 });
      const own = events.filter(({ event }) => event.commandId === commandId);
      found.push(...(await this.decoder.openAll(own)));
      if (own.length < RESEND_PAGE) break;
    }
    return found;
  }
}

/** An ETag that stands, or a revision that nothing which may be overwritten has come after (model §2.4 names the stream's version). */
function isPresent(ifMatch: string, { etag, editedAt, revision }: LoadedStream): boolean {
  if (ifMatch === etag) return true;
  return /^[1-9]\d{0,9}$/.test(ifMatch) && Number(ifMatch) >= editedAt && Number(ifMatch) <= revision;
}

/** SHA-256 of a command's body, as sealed in its first event. */
export function requestHash(body: unknown): string {
  return sha256(JSON.stringify(body ?? null));
}
