import { RevisionConflict, type Bus, type BusMessage, type EventLog } from '@carethread/event-sourcing';
import { isFilled, uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { seal, type KeyStore } from '@carethread/privacy';
import { HEARD, type ContractMessage, contractOf, PoisonMessage, requireOpening } from './contract-message.js';
import { rememberOrigin, traceReceived } from './bus-spans.js';
import { boundedCache } from '../write-side/bounded-cache.js';
import { topicOf } from './relay.js';

/** Stores what a service consumes in its own log, before anything acts on it: `heard-<subject>`, the contract's id as event id. */
export class Inbox {
  readonly #revisions = boundedCache<string, { revision: number; ids: Set<string> }>(20_000);
  #stop: (() => Promise<void>) | undefined;

  constructor(
    readonly service: string,
    readonly log: EventLog,
    readonly keys: KeyStore,
    readonly bus: Bus,
    readonly consumes: ReadonlySet<string>,
    /** Puts aside a message that holds no contract, so that the others are stored. */
    readonly park: (message: BusMessage, error: PoisonMessage) => Promise<void>,
  ) {}

  async start(sources: readonly string[]): Promise<void> {
    if (sources.length === 0) return;
    this.#stop = await this.bus.subscribe(sources.map(topicOf), this.service, (messages) => this.#receive(messages));
  }

  async #receive(messages: readonly BusMessage[]): Promise<void> {
    const bySubject = new Map<string, ContractMessage[]>();
    for (const message of messages) {
      const contract = await this.#contract(message);
      if (contract === undefined) continue;
      rememberOrigin(contract, message.headers);
      const known = bySubject.get(contract.subject);
      if (known === undefined) bySubject.set(contract.subject, [contract]);
      else known.push(contract);
    }
    await Promise.all([...bySubject].map(([subject, contracts]) => this.#store(subject, contracts)));
  }

  /** Undefined for a type that this service does not consume, and for a message that was put aside. */
  async #contract(message: BusMessage): Promise<ContractMessage | undefined> {
    const type = message.headers['ce_type'];
    if (type !== undefined && !this.consumes.has(type)) return undefined;
    try {
      const contract = contractOf(message);
      if (!this.consumes.has(contract.type)) return undefined;
      await requireOpening(contract, this.keys);
      return contract;
    } catch (error) {
      if (!(error instanceof PoisonMessage)) throw error;
      await this.park(message, error);
      return undefined;
    }
  }

  /** Where contracts about a subject are stored. A subject that is not itself a UUID (a region's code) becomes one. */
  streamOf(subject: string): string {
    return `heard-${/^[0-9a-f-]{36}$/.test(subject) ? subject : uuidV5(subject)}`;
  }

  async #store(subject: string, contracts: readonly ContractMessage[]): Promise<void> {
    const name = this.streamOf(subject);
    for (;;) {
      const stream = await this.#stream(name);
      const unknown = contracts.filter(
        (contract, index) =>
          !stream.ids.has(contract.id) && contracts.findIndex((other) => other.id === contract.id) === index,
      );
      const events: UnstampedEvent[] = [];
      for (const contract of unknown)
        events.push(await this.#inboxEvent(name, stream.revision + events.length + 1, contract));
      if (!isFilled(events)) return;
      const began = performance.now();
      try {
        await this.log.append({ stream: name, expectedRevision: stream.revision, events });
        traceReceived(unknown, events, began);
        stream.revision += events.length;
        for (const contract of unknown) stream.ids.add(contract.id);
        return;
      } catch (error) {
        this.#revisions.delete(name);
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
  }

  async #stream(name: string): Promise<{ revision: number; ids: Set<string> }> {
    const known = this.#revisions.get(name);
    if (known !== undefined) return known;
    const events = await this.log.readStream(name);
    const stream = { revision: events.length, ids: new Set(events.map(({ event }) => event.id)) };
    this.#revisions.set(name, stream);
    return stream;
  }

  async #inboxEvent(stream: string, revision: number, contract: ContractMessage): Promise<UnstampedEvent> {
    const { personId, tenantId, jurisdiction, occurredAt, effectiveFrom, correlationId } = contract;
    const personal = personId !== null || contract.keyId !== null;
    const key = personal
      ? await this.keys.getOrCreate(tenantId, personId ?? contract.subject, personId === null ? 'staff' : 'core')
      : undefined;
    const base = {
      format: 1 as const,
      service: this.service,
      id: contract.id,
      stream,
      revision,
      type: HEARD,
      schema: 1,
      tenantId,
      personId,
      jurisdiction,
      occurredAt,
      effectiveFrom,
      actor: { user: uuidV5('service', contract.source), role: 'SY' },
      correlationId,
      causationId: contract.id,
      commandId: uuidV5(contract.id, this.service),
      classification: personal ? ('personal' as const) : ('none' as const),
      keyId: key?.keyId ?? null,
    };
    const payload = { contract };
    return key === undefined ? { ...base, payload } : seal(base, { payload }, key);
  }

  async stop(): Promise<void> {
    await this.#stop?.();
  }
}
