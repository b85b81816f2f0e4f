import type { AnyDecider, EventMeta, Recorded, StoredEvent } from '@carethread/event-sourcing';
import { present, storedJson, uuidV5, type Envelope, type JsonObject, type SealedContent } from '@carethread/ledger';
import { openText, openWith, type DataKey, type KeyStore } from '@carethread/privacy';
import type { Contract, Fact, Publisher, Publishers } from '../definition.js';
import { contractData, HEARD, storedContract, type ContractMessage } from '../messaging/contract-message.js';
import { isOutage } from '../outage.js';
import { isUnchanged } from '../reactions/set-aside.js';

/** A stored event with its content opened: the own event (upcast), or the fact from another service; neither when its key is destroyed. */
export interface DecodedEvent {
  readonly position: number;
  readonly envelope: Envelope;
  readonly recorded: Recorded | undefined;
  readonly request: string | undefined;
  readonly erased: boolean;
  /** Why it cannot be opened, where it is damaged: its subject is set aside. */
  readonly fault?: string;
  /** Facts in contract form: the one received, or those that this own event publishes. */
  readonly facts: readonly Fact[];
}

/**
 * How many opened events stay cached. A log hands the newest events to every subscription as the same objects, so one that has been
 * opened serves all of them; older events are read by each subscription for itself.
 */
const KEPT = 1_024;

/**
 * Opens stored events, those of a moment ago once. They are kept by position and not in a WeakMap: V8's young collections keep
 * alive what a WeakMap names, which cost a view that is folded from the beginning a fifth of its time.
 */
export class EventDecoder {
  #kept: (DecodedEvent | undefined)[] = [];
  readonly #deciders: ReadonlyMap<string, AnyDecider>;

  constructor(
    readonly keys: KeyStore,
    deciders: readonly AnyDecider[],
    readonly publish: Publishers,
    /** Called for each event that cannot be opened. */
    readonly damaged: (stored: StoredEvent, fault: string) => void = () => undefined,
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.category, decider]));
  }

  async open(stored: StoredEvent): Promise<DecodedEvent> {
    return this.#held(stored) ?? this.#remember(stored, await this.#openNow(stored));
  }

  async openAll(stored: readonly StoredEvent[]): Promise<readonly DecodedEvent[]> {
    const opened: DecodedEvent[] = [];
    for (const event of stored) opened.push(this.#held(event) ?? (await this.open(event)));
    return opened;
  }

  /** After a key was destroyed: drops what it opened. */
  clear(): void {
    this.#kept = [];
  }

  /**
   * What was opened before, unless its key has been destroyed since. `clear` is not enough: a key that is destroyed while it is being
   * fetched is in no cache, so no listener is called for it, and an event that it opens a moment later would stay.
   */
  #held({ position, event }: StoredEvent): DecodedEvent | undefined {
    if (event.keyId !== null && this.keys.peek(event.keyId) === 'destroyed') return undefined;
    const kept = this.#kept[position % KEPT];
    // Damaged events share one empty envelope.
    return kept?.envelope === event && kept.position === position ? kept : undefined;
  }

  #remember(stored: StoredEvent, opened: DecodedEvent): DecodedEvent {
    this.#kept[stored.position % KEPT] = opened;
    return opened;
  }

  async #key(keyId: string): Promise<DataKey | undefined> {
    const found = this.keys.peek(keyId) ?? (await this.keys.find(keyId));
    if (found === undefined) throw new Error(`key ${keyId} is neither present nor on the list of destroyed keys`);
    return found === 'destroyed' ? undefined : found;
  }

  /** An event that this process has just sealed need not be opened again: `content` is what would be read. */
  async openAs(stored: StoredEvent, content: SealedContent): Promise<DecodedEvent> {
    return this.#held(stored) ?? this.#remember(stored, await this.#opened(stored, content));
  }

  /** An event that cannot be opened comes as a `fault`; only a server that is away is thrown, since it may be there later. */
  async #openNow(stored: StoredEvent): Promise<DecodedEvent> {
    try {
      if (stored.misplaced !== undefined) return this.#faulty(stored, 'the event was moved in the store');
      if (stored.damaged === true) return this.#faulty(stored, 'the text is damaged');
      // What no key seals is proven by its hash alone; what is sealed is authenticated when it is opened.
      if (stored.event.keyId === null && !isUnchanged(stored)) return this.#faulty(stored, 'the event was changed');
      return await this.#unsealed(stored);
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.#faulty(stored, 'the event cannot be opened');
    }
  }

  #faulty(stored: StoredEvent, fault: string): DecodedEvent {
    this.damaged(stored, fault);
    return {
      position: stored.position,
      envelope: stored.event,
      recorded: undefined,
      request: undefined,
      erased: false,
      facts: [],
      fault,
    };
  }

  async #unsealed(stored: StoredEvent): Promise<DecodedEvent> {
    const { keyId, payload } = stored.event;
    if (keyId === null) return this.#opened(stored, { payload: payload ?? {} });
    const key = await this.#key(keyId);
    return key === undefined ? erased(stored) : this.#opened(stored, openWith(stored.event, key));
  }

  async #opened(stored: StoredEvent, more: SealedContent): Promise<DecodedEvent> {
    const envelope = stored.event;
    const { payload } = more;
    if (envelope.type === HEARD) {
      const fact = await this.#fact(storedContract(payload), stored.position);
      return {
        position: stored.position,
        envelope,
        recorded: undefined,
        request: undefined,
        erased: !fact,
        facts: fact ? [fact] : [],
      };
    }
    const recorded = this.recorded(envelope, payload, more);
    const facts = ownFacts(this.publish[envelope.type], recorded, stored.position);
    return { position: stored.position, envelope, recorded, request: more.request, erased: false, facts };
  }

  /** The one place where stored JSON becomes a domain event: upcasting runs here. */
  recorded(envelope: Envelope, payload: JsonObject, more: { authority?: string; onBehalfOf?: string }): Recorded {
    const category = envelope.stream.slice(0, envelope.stream.indexOf('-'));
    const decider = this.#deciders.get(category);
    const current = decider?.schemas?.[envelope.type] ?? 1;
    let content = payload;
    for (let schema = envelope.schema; schema < current; schema++) {
      const upcast = decider?.upcast?.[envelope.type]?.[schema];
      if (upcast !== undefined) content = upcast(content);
    }
    return { type: envelope.type, payload: content, meta: metaOf(envelope, more) };
  }

  async #fact(contract: ContractMessage, position: number): Promise<Fact | undefined> {
    let data: JsonObject = contract.clear;
    if (contract.sealed !== undefined && contract.keyId !== null) {
      const key = await this.#key(contract.keyId);
      if (key === undefined) return undefined;
      data = { ...data, ...storedJson<JsonObject>(openText(contract.sealed, key, contractData(contract))) };
    }
    const {
      id,
      type,
      subject,
      personId,
      tenantId,
      jurisdiction,
      occurredAt,
      recordedAt,
      effectiveFrom,
      correlationId,
    } = contract;
    return {
      id,
      type,
      subject,
      personId,
      tenantId,
      jurisdiction,
      occurredAt,
      recordedAt,
      effectiveFrom,
      correlationId,
      data,
      position,
      source: contract.source,
      sequence: contract.sequence,
    };
  }
}

function erased(stored: StoredEvent): DecodedEvent {
  return {
    position: stored.position,
    envelope: stored.event,
    recorded: undefined,
    request: undefined,
    erased: true,
    facts: [],
  };
}

/** What a view knows of an event besides its content. */
export function metaOf(envelope: Envelope, more: { authority?: string; onBehalfOf?: string } = {}): EventMeta {
  return present({
    id: envelope.id,
    stream: envelope.stream,
    revision: envelope.revision,
    tenantId: envelope.tenantId,
    personId: envelope.personId,
    jurisdiction: envelope.jurisdiction,
    occurredAt: envelope.occurredAt,
    recordedAt: envelope.recordedAt,
    effectiveFrom: envelope.effectiveFrom,
    actor: envelope.actor,
    correlationId: envelope.correlationId,
    causationId: envelope.causationId,
    commandId: envelope.commandId,
    authority: more.authority,
    onBehalfOf: more.onBehalfOf,
  });
}

/** The contracts that an own event publishes, in the order they travel. */
export function contractsOf(publisher: Publisher | undefined, recorded: Recorded): readonly Contract[] {
  const made = publisher?.(recorded);
  return made === undefined ? [] : [made].flat();
}

function ownFacts(publisher: Publisher | undefined, recorded: Recorded, position: number): readonly Fact[] {
  return contractsOf(publisher, recorded).map((contract) => ({
    id: uuidV5(recorded.meta.id, contract.type),
    type: contract.type,
    subject: contract.subject ?? recorded.meta.personId ?? recorded.meta.stream,
    personId: recorded.meta.personId,
    tenantId: recorded.meta.tenantId,
    jurisdiction: recorded.meta.jurisdiction,
    data: contract.data,
    occurredAt: recorded.meta.occurredAt,
    recordedAt: recorded.meta.recordedAt,
    effectiveFrom: recorded.meta.effectiveFrom,
    correlationId: recorded.meta.correlationId,
    position,
    source: contract.type.slice(0, contract.type.indexOf('.')),
    sequence: position,
  }));
}
