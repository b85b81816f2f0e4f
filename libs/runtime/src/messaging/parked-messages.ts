import type { Bus, BusMessage, EventLog } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { DeadLetterStream } from '../reactions/dead-letters.js';
import { parkedFact, type ParkedFact } from '../system-streams/parking.js';
import { idOf, type PoisonMessage } from './contract-message.js';
import type { Inbox } from './inbox.js';
import type { EventDecoder } from '../read-side/event-decoder.js';
import { topicOf, type Relay } from './relay.js';

/** A message that stays parked at a service, and what is requested of its publisher. */
export interface ParkedMessage {
  readonly id: string;
  /** Undefined where it names no service that could have sent it. */
  readonly source: string | undefined;
  /** The sender's log position. */
  readonly sequence: number;
}

/** What a publisher found in its log for a message that a consumer parked. */
export interface SentAgain {
  readonly id: string;
  /** The subject of the inbox stream it goes to; null where no service published it, or where its content is destroyed. */
  readonly subject: string | null;
}

/** The service at which messages are parked: its log and its inbox. */
interface Parking {
  readonly definition: { readonly name: string };
  /** The services whose contracts it consumes. */
  readonly sources: readonly string[];
  readonly log: EventLog;
  readonly decoder: EventDecoder;
  readonly relay: Relay;
  readonly inbox: Inbox;
  readonly parts: {
    readonly bus: Bus;
    readonly warn: (message: string, about: Readonly<Record<string, string>>) => void;
  };
}

const INBOX = 'inbox';
const FROM = `${INBOX} of `;

/** Messages that a service could not take: kept by name only, since the sender still has what they were meant to say. */
export class ParkedMessages {
  constructor(
    readonly runtime: Parking,
    readonly letters: DeadLetterStream,
  ) {}

  async park(message: BusMessage, error: PoisonMessage): Promise<void> {
    const id = idOf(message);
    const { source, sequence } = senderOf(message, this.runtime.sources);
    this.runtime.parts.warn('a message was parked', { message: id, error: error.message });
    const commandId = uuidV5('park', INBOX, id, await this.#releases(id));
    const command = parkedFact(source === undefined ? INBOX : `${FROM}${source}`, sequence, id, error.message);
    await this.letters.append({ command, commandId, causationId: commandId });
  }

  /** A message that was released may be met, and parked, once more. */
  async #releases(id: string): Promise<number> {
    const events = await this.runtime.log.readStream(this.letters.name);
    return events.filter(({ event }) => event.type === 'ParkedFactReleased' && event.payload?.['factId'] === id).length;
  }

  async parked(): Promise<readonly ParkedMessage[]> {
    return (await this.#facts()).map(({ policy, position, factId }) => ({
      id: factId,
      source: policy.startsWith(FROM) ? policy.slice(FROM.length) : undefined,
      sequence: position,
    }));
  }

  async #facts(): Promise<readonly ParkedFact[]> {
    return (await this.letters.letters()).filter(({ policy }) => policy === INBOX || policy.startsWith(FROM));
  }

  /** As the publisher: sends again, in log order, what others could not process; a consumer that has it already recognises its id. */
  async republish(wanted: readonly ParkedMessage[]): Promise<readonly SentAgain[]> {
    const { log, decoder, relay, definition, parts } = this.runtime;
    const found: SentAgain[] = [];
    for (const { id, sequence } of [...wanted].sort((one, other) => one.sequence - other.sequence)) {
      const [stored] = sequence > 0 ? await log.readAll(sequence - 1, 1) : [];
      const messages = stored === undefined ? [] : await relay.messages(await decoder.open(stored));
      const message = messages.find(({ headers }) => headers['ce_id'] === id);
      if (message !== undefined) await parts.bus.publish(topicOf(definition.name), [message]);
      found.push({ id, subject: message?.key ?? null });
    }
    return found;
  }

  /** As the consumer: releases what has been stored since, and what no service published. */
  async settle(sent: readonly SentAgain[]): Promise<void> {
    const answers = new Map(sent.map((one) => [one.id, one.subject]));
    for (const { policy, factId } of await this.#facts()) {
      const subject = policy === INBOX ? null : answers.get(factId);
      if (subject === undefined || (subject !== null && !(await this.#isStored(subject, factId)))) continue;
      const commandId = uuidV5('release', INBOX, factId, await this.#releases(factId));
      await this.letters.append({ command: { type: 'Release', policy, factId }, commandId, causationId: commandId });
    }
  }

  async #isStored(subject: string, id: string): Promise<boolean> {
    const events = await this.runtime.log.readStream(this.runtime.inbox.streamOf(subject));
    return events.some(({ event }) => event.id === id);
  }
}

/** Who sent a message, by its headers: a contract's own may be what cannot be read. */
function senderOf(
  { headers }: BusMessage,
  sources: readonly string[],
): { readonly source: string | undefined; readonly sequence: number } {
  const source = sources.find((name) => headers['ce_source'] === `/${name}`);
  const sequence = Number(headers['ce_sequence'] ?? 0);
  const known = source !== undefined && Number.isSafeInteger(sequence) && sequence > 0;
  return known ? { source, sequence } : { source: undefined, sequence: 0 };
}
