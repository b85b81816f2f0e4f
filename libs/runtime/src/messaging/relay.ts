import { TopicLost, type Bus, type BusMessage, type EventLog, type StoredEvent } from '@carethread/event-sourcing';
import { canonicalJson, uuidV5 } from '@carethread/ledger';
import { contractParts, ContractViolation } from '@carethread/contracts';
import { sealText, type KeyStore } from '@carethread/privacy';
import type { Contract } from '../definition.js';
import { SentSpans } from './bus-spans.js';
import { CHECKPOINT_EVERY, type Checkpoints } from '../reactions/checkpoints.js';
import { RestartableSubscription } from '../reactions/restartable-subscription.js';
import { isOutage } from '../outage.js';
import { contractData, type ContractMessage } from './contract-message.js';
import { contractsOf, type DecodedEvent, type EventDecoder } from '../read-side/event-decoder.js';

export function topicOf(service: string): string {
  return `${service}.events.v1`;
}

/** The topic of a contract type: `care-plan.goal-agreed.v1` → `care-plan.events.v1`. */
export function topicOfContract(type: string): string {
  return topicOf(type.slice(0, type.indexOf('.')));
}

/** How often the relay checks that the bus still holds what it took, in milliseconds of real time. */
const CHECK_TOPIC_MS = 5_000;

/**
 * Carries a service's published facts from its log to its topic: at least once, in log order, checkpoint after the bus has them.
 * Beside the checkpoint stands how far the topic reached; a bus that reaches less far has lost its disk, and is sent everything again,
 * from the first event, before anything new. Consumers that have a message already know it by its id.
 */
export class Relay {
  readonly #subscription: RestartableSubscription;
  #watch: NodeJS.Timeout | undefined;
  /** How far the topic reached when an earlier holder of the lease stopped; checked once before anything is published. */
  #mark = '';

  constructor(
    readonly service: string,
    readonly log: EventLog,
    readonly decoder: EventDecoder,
    readonly bus: Bus,
    readonly keys: KeyStore,
    readonly checkpoints: Checkpoints,
    /** No other replica reads the checkpoint to see how far the relay has come. */
    readonly alone = true,
  ) {
    this.#subscription = new RestartableSubscription(log, (events) => this.#handle(events));
  }

  async start(): Promise<void> {
    const from = await this.checkpoints.readAgain('relay');
    this.#mark = await this.checkpoints.mark('relay');
    await this.#subscription.begin(() => Promise.resolve(from));
    this.#watch = setInterval(() => void this.#checkTopic(), CHECK_TOPIC_MS).unref();
  }

  async #handle(events: readonly StoredEvent[]): Promise<void> {
    const topic = topicOf(this.service);
    try {
      if (this.#mark !== '') {
        if (!(await this.bus.retains(topic, this.#mark))) throw new TopicLost(`${topic} has lost what it held`);
        this.#mark = '';
      }
      const messages: BusMessage[] = [];
      const sending = new SentSpans(this.service);
      for (const event of events) messages.push(...sending.outgoing(event.event, await this.#outgoing(event)));
      if (messages.length > 0) await sending.sent(this.bus.publish(topic, messages));
      const last = events.at(-1);
      if (
        last !== undefined &&
        (!this.alone ||
          messages.length > 0 ||
          last.position - (await this.checkpoints.read('relay')) >= CHECKPOINT_EVERY)
      )
        await this.checkpoints.write(
          'relay',
          last.position,
          this.bus.highWatermark(topic) || (await this.checkpoints.mark('relay')),
        );
    } catch (error) {
      if (error instanceof TopicLost) this.#beginAgain();
      throw error;
    }
  }

  /** Detects a wiped topic although nothing new is published: consumers may be waiting for what was lost. */
  async #checkTopic(): Promise<void> {
    const topic = topicOf(this.service);
    try {
      if (!(await this.bus.retains(topic, this.bus.highWatermark(topic) || this.#mark))) this.#beginAgain();
    } catch {
      // The bus cannot be reached now; the next check finds out.
    }
  }

  #beginAgain(): void {
    this.#mark = '';
    this.#subscription.restart(() => Promise.resolve(0));
  }

  /** Sets aside the subject of an event that cannot be published; the other events are sent. */
  async #outgoing(stored: StoredEvent): Promise<readonly BusMessage[]> {
    try {
      return await this.messages(await this.decoder.open(stored));
    } catch (error) {
      if (isOutage(error)) throw error;
      const fault = error instanceof ContractViolation ? error.message : 'no message can be made of the event';
      this.decoder.damaged(stored, fault);
      return [];
    }
  }

  /** The messages that an event sends; none for a received one, for an unpublished one, and for one whose key is destroyed. */
  async messages(opened: DecodedEvent): Promise<readonly BusMessage[]> {
    if (opened.recorded === undefined) return [];
    const contracts = contractsOf(this.decoder.publish[opened.recorded.type], opened.recorded);
    return Promise.all(contracts.map((contract) => this.#message(opened, contract)));
  }

  async #message({ recorded, envelope, position }: DecodedEvent, contract: Contract): Promise<BusMessage> {
    const { clear, sealed: secret } = contractParts(contract.type, contract.data);
    const meta = recorded?.meta ?? envelope;
    const subject = contract.subject ?? meta.personId ?? envelope.stream;
    const key =
      secret === undefined
        ? undefined
        : await this.keys.getOrCreate(
            meta.tenantId,
            meta.personId ?? subject,
            meta.personId === null ? 'staff' : 'core',
          );
    const message: Omit<ContractMessage, 'sealed'> = {
      id: uuidV5(envelope.id, contract.type),
      type: contract.type,
      source: this.service,
      sequence: position,
      subject,
      personId: meta.personId,
      tenantId: meta.tenantId,
      jurisdiction: meta.jurisdiction,
      occurredAt: meta.occurredAt,
      recordedAt: meta.recordedAt,
      effectiveFrom: meta.effectiveFrom,
      correlationId: meta.correlationId,
      keyId: key?.keyId ?? null,
      clear,
    };
    // Sealed under an IV drawn afresh each time; a consumer stores a contract once, by its id.
    const sealed =
      key === undefined || secret === undefined
        ? undefined
        : sealText(canonicalJson(secret), key, contractData(message));
    return {
      key: subject,
      headers: {
        ce_specversion: '1.0',
        ce_id: message.id,
        ce_type: contract.type,
        ce_source: `/${this.service}`,
        ce_subject: subject,
        ce_time: meta.recordedAt,
        ce_sequence: String(position),
        'content-type': 'application/json',
      },
      value: canonicalJson({ ...message, sealed }),
    };
  }

  position(): number {
    return this.#subscription.position();
  }

  async caughtUp(position: number): Promise<void> {
    await this.#subscription.caughtUp(position);
  }

  stalled(): Error | undefined {
    return this.#subscription.stalled();
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    await this.#subscription.stop();
    await this.checkpoints.store().catch(() => undefined);
  }
}
