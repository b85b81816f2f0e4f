import { Refusal } from '@carethread/contracts';
import {
  RevisionConflict,
  type AnyDecider,
  type Context,
  type EventLog,
  type EventMeta,
  type EventShape,
  type OpenedBy,
  type Decided,
  type Recorded,
  type StoredEvent,
  decideWith,
  evolveWith,
} from '@carethread/event-sourcing';
import { canonicalJson, sha256, uuidV5, type SealedContent, type UnstampedEvent } from '@carethread/ledger';
import { sealCanonical, type KeyStore } from '@carethread/privacy';
import { traceAppend } from '../telemetry/command-telemetry.js';
import { boundedCache } from './bounded-cache.js';
import { StaleVersion, type CommandOutcome, type LoadedStream } from './loaded-stream.js';
import type { DecodedEvent, EventDecoder } from '../read-side/event-decoder.js';
import type { SetAside } from '../reactions/set-aside.js';
import { UniqueValues, type UniqueSite } from './unique-values.js';
import type { CommandEnvelope } from './command-envelope.js';

/** A command as the write side takes it: with a way to what its decision may read. */
export interface PreparedCommand extends CommandEnvelope {
  readonly context: (stream: LoadedStream) => Promise<Context> | Context;
}

const ATTEMPTS = 4;
/** Most events of other replicas that are kept for a cached stream until it is used; where there were more, it is read again. */
const NEWS = 16;
/** Events read at a time while a resent command looks for its own: mostly there are one or two. */
const FEW = 16;

/** The write side: load, look for the command's id, decide, seal, append; a lost race is read again and decided again. */
export class CommandHandler {
  readonly #cache = boundedCache<string, LoadedStream>(20_000);
  /** Events that other replicas appended to cached streams. */
  readonly #news = boundedCache<string, readonly StoredEvent[]>(20_000);
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    readonly log: EventLog,
    readonly opener: EventDecoder,
    readonly keys: KeyStore,
    /** How long a claim without its event is taken for one that is being stored. */
    readonly patience = 2_000,
    /** Where damaged records are known by. */
    readonly aside?: Pick<SetAside, 'kept' | 'subjectIn'>,
  ) {}

  /** Waits for the in-flight command on this stream: a subscription can see its events before the cache does. */
  async load(decider: AnyDecider, id: string): Promise<LoadedStream> {
    await this.#turns.get(`${decider.category}-${id}`)?.catch(() => undefined);
    const stream = await this.loadNow(decider, id);
    if (!stream.damaged || stream.personId !== null || this.aside === undefined) return stream;
    // None of its events says whose it is.
    await this.aside.kept();
    return { ...stream, personId: this.aside.subjectIn(stream.name) ?? null };
  }

  /** The same without waiting: a decision that reads another stream must never wait for that one's command. */
  async loadNow(decider: AnyDecider, id: string): Promise<LoadedStream> {
    const name = `${decider.category}-${id}`;
    const cached = this.#cache.get(name);
    if (cached === undefined) return this.#goOn(decider, emptyStream(decider, id), await this.log.readStream(name));
    const news = (this.#news.get(name) ?? []).filter(({ event }) => event.revision > cached.revision);
    const [next] = news;
    if (next === undefined) return cached;
    return next.event.revision === cached.revision + 1
      ? this.#goOn(decider, cached, news)
      : this.#readOn(decider, cached);
  }

  /** What is stored never changes, so a state that is at hand is right as far as it goes, and only what came after is read. */
  async #readOn(decider: AnyDecider, held: LoadedStream): Promise<LoadedStream> {
    return this.#goOn(decider, held, await this.log.readStream(held.name, { from: held.revision + 1 }));
  }

  async #goOn(decider: AnyDecider, from: LoadedStream, events: readonly StoredEvent[]): Promise<LoadedStream> {
    let loaded = from;
    for (const [index, event] of (await this.opener.openAll(events)).entries()) {
      const stored = events[index];
      if (stored !== undefined && event.fault === undefined && event.envelope.revision !== loaded.revision + 1) {
        this.opener.damaged(stored, 'an event before this one in its stream is missing');
        loaded = { ...loaded, damaged: true };
      }
      loaded =
        event.recorded === undefined ? passed(loaded, event) : this.#fold(decider, loaded, event.recorded, stored);
    }
    // What this process appended meanwhile is newer.
    if ((this.#cache.peek(from.name)?.revision ?? 0) <= loaded.revision) this.#cache.set(from.name, loaded);
    return loaded;
  }

  /** A state that cannot take in a stored event is not to be relied on: its subject is set aside. */
  #fold(decider: AnyDecider, stream: LoadedStream, recorded: Recorded, stored: StoredEvent | undefined): LoadedStream {
    try {
      return extend(decider, stream, [recorded], stored?.position ?? stream.position);
    } catch {
      if (stored !== undefined) this.opener.damaged(stored, 'the event cannot be folded');
      return { ...stream, revision: recorded.meta.revision, damaged: true };
    }
  }

  /** Another copy of the service may have appended these: what is held of their streams is old. */
  onRemoteAppend(events: readonly StoredEvent[]): void {
    for (const stored of events) {
      const { stream, revision } = stored.event;
      const held = this.#cache.peek(stream);
      if (held === undefined || held.revision >= revision) continue;
      const before = this.#news.peek(stream) ?? [];
      if ((before.at(-1)?.event.revision ?? 0) < revision) this.#news.set(stream, [...before, stored].slice(-NEWS));
    }
  }

  /** Forgets what it holds of every stream: after a key was destroyed, and for measurements. */
  forget(): void {
    this.#cache.clear();
    this.#news.clear();
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
      const decided: readonly Decided<EventShape>[] = decideWith(
        command.decider,
        command.command,
        stream.state,
        context,
      );
      if (decided.length === 0) return { stream, events: [], resent: false };
      await unique?.take(decided);
      const { unstamped, contents } = await this.#seal(command, stream, decided, context);
      const began = performance.now();
      try {
        const result = await this.log.append({ stream: name, expectedRevision: stream.revision, events: unstamped });
        traceAppend(unstamped[0], unstamped.length, began, result.outcome === 'appended');
        const recorded: Recorded[] = [];
        for (const [index, stored] of result.events.entries()) {
          const content = contents[index];
          const opened = await (result.outcome === 'duplicate' || content === undefined
            ? this.opener.open(stored)
            : this.opener.openAs(stored, content));
          if (opened.recorded !== undefined) recorded.push(opened.recorded);
        }
        const last = result.events.at(-1);
        const next = extend(command.decider, stream, recorded, last?.position ?? stream.position);
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
    const opened = await this.stored(stream, command.commandId);
    if (opened.some(({ request }) => request !== undefined && request !== command.request))
      throw new Refusal('IDEMPOTENCY_MISMATCH');
    const events = opened.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]));
    const revision = opened.at(-1)?.envelope.revision ?? stream.revision;
    return { stream: { ...stream, revision }, events, resent: true };
  }

  /** The events of a stream that a command stored, read from the log; they stand together. */
  async stored(stream: LoadedStream, commandId: string): Promise<readonly DecodedEvent[]> {
    const found: DecodedEvent[] = [];
    const first = stream.commands.get(commandId) ?? Infinity;
    for (let from = first; from <= stream.revision; from += FEW) {
      const events = await this.log.readStream(stream.name, { from, to: from + FEW - 1 });
      const own = events.filter(({ event }) => event.commandId === commandId);
      found.push(...(await this.opener.openAll(own)));
      if (own.length < FEW) break;
    }
    return found;
  }

  async #seal(
    command: PreparedCommand,
    stream: LoadedStream,
    decided: readonly Decided<EventShape>[],
    context: Context,
  ): Promise<{
    readonly unstamped: [UnstampedEvent, ...UnstampedEvent[]];
    readonly contents: readonly SealedContent[];
  }> {
    const category = command.decider.category;
    const classification = command.decider.classification ?? 'personal';
    const personId = stream.revision === 0 ? command.personId : stream.personId;
    const subject = personId ?? command.id;
    const key =
      classification === 'none'
        ? undefined
        : await this.keys.getOrCreate(command.tenantId, subject, command.decider.keyClass);
    const contents: SealedContent[] = [];
    const made = decided.map((event, index): UnstampedEvent => {
      const occurredAt = event.occurredAt ?? context.occurredAt;
      const base = {
        format: 1 as const,
        service: this.log.service,
        id: uuidV5(command.commandId, index),
        stream: `${category}-${command.id}`,
        revision: stream.revision + 1 + index,
        type: event.type,
        schema: command.decider.schemas?.[event.type] ?? 1,
        tenantId: stream.tenantId ?? command.tenantId,
        personId,
        jurisdiction: context.jurisdiction,
        occurredAt,
        effectiveFrom: event.effectiveFrom ?? occurredAt,
        actor: {
          user: command.actor.user,
          role: command.actor.role,
          ...(command.actor.organisationId === undefined ? {} : { organisation: command.actor.organisationId }),
        },
        correlationId: command.correlationId,
        causationId: command.causationId,
        commandId: command.commandId,
        classification,
        keyId: key?.keyId ?? null,
      };
      const text = canonicalJson(
        key === undefined
          ? { payload: event.payload }
          : {
              payload: event.payload,
              authority: event.authority,
              onBehalfOf: event.onBehalfOf,
              request: index === 0 ? command.request : undefined,
            },
      );
      // As it will be read from the log, so that no state ever rests on what JSON does not keep.
      const content = JSON.parse(text) as SealedContent;
      contents.push(content);
      return key === undefined ? { ...base, payload: content.payload } : sealCanonical(base, text, key);
    });
    return { unstamped: made as [UnstampedEvent, ...UnstampedEvent[]], contents };
  }
}

/** An ETag that stands, or a revision that nothing which may be overwritten has come after (model §2.4 names the stream's version). */
function isPresent(ifMatch: string, { etag, editedAt, revision }: LoadedStream): boolean {
  if (ifMatch === etag) return true;
  return /^[1-9]\d{0,9}$/.test(ifMatch) && Number(ifMatch) >= editedAt && Number(ifMatch) <= revision;
}

export function emptyStream(decider: AnyDecider, id: string): LoadedStream {
  return {
    name: `${decider.category}-${id}`,
    id,
    revision: 0,
    state: decider.initial,
    etag: '',
    editedAt: 0,
    personId: null,
    tenantId: undefined,
    jurisdiction: undefined,
    opened: { id },
    erased: false,
    damaged: false,
    commands: new Map(),
    position: 0,
  };
}

/** An event whose content is not at hand: its key is destroyed, or it is damaged. */
function passed(stream: LoadedStream, { envelope, fault, position }: DecodedEvent): LoadedStream {
  if (fault !== undefined) return { ...stream, revision: stream.revision + 1, damaged: true, position };
  return {
    ...stream,
    revision: envelope.revision,
    erased: true,
    personId: envelope.personId,
    tenantId: envelope.tenantId,
    opened: openedBy(stream, envelope),
  };
}

function extend(
  decider: AnyDecider,
  stream: LoadedStream,
  events: readonly Recorded[],
  position: number,
): LoadedStream {
  let { state, etag, editedAt, revision } = stream;
  // One map for all states of a stream: it only grows, and a copy for each event would cost as much as the stream is long.
  const commands = stream.commands as Map<string, number>;
  for (const event of events) {
    state = evolveWith(decider, state, event);
    revision = event.meta.revision;
    if (decider.edits === undefined || decider.edits.includes(event.type)) {
      etag = sha256(event.meta.id).slice(0, 32);
      editedAt = revision;
    }
    if (!commands.has(event.meta.commandId)) commands.set(event.meta.commandId, revision);
  }
  const first = events[0];
  return {
    ...stream,
    revision,
    state,
    etag: etag === '' && first !== undefined ? sha256(first.meta.id).slice(0, 32) : etag,
    editedAt,
    commands,
    position,
    ...(first === undefined
      ? {}
      : {
          personId: first.meta.personId,
          tenantId: first.meta.tenantId,
          jurisdiction: first.meta.jurisdiction,
          opened: openedBy(stream, first.meta),
        }),
  };
}

function openedBy({ opened }: LoadedStream, { revision, actor }: Pick<EventMeta, 'revision' | 'actor'>): OpenedBy {
  return revision === 1 ? { ...actor, id: opened.id } : opened;
}

/** SHA-256 of a command's body, as sealed in its first event. */
export function requestHash(body: unknown): string {
  return sha256(JSON.stringify(body ?? null));
}
