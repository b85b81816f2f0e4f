import type { Context, Decided, EventShape } from '@carethread/event-sourcing';
import {
  canonicalJson,
  present,
  storedJson,
  uuidV5,
  type Actor,
  type SealedContent,
  type UnstampedEvent,
} from '@carethread/ledger';
import { sealCanonical, type KeyStore } from '@carethread/privacy';
import type { CommandEnvelope } from './command-envelope.js';
import type { LoadedStream } from './loaded-stream.js';

type Filled<Item> = readonly [Item, ...Item[]];

export interface SealedEvents {
  readonly unstamped: Filled<UnstampedEvent>;
  /** Of each, as it will be read from the log: no state ever rests on what JSON does not keep. */
  readonly contents: readonly SealedContent[];
}

/** The events of a decision as the log takes them: numbered, and sealed under the key of their subject. */
export async function sealEvents(
  service: string,
  keys: KeyStore,
  command: CommandEnvelope,
  stream: LoadedStream,
  [first, ...others]: Filled<Decided<EventShape>>,
  context: Context,
): Promise<SealedEvents> {
  const { decider, actor, commandId } = command;
  const classification = decider.classification ?? 'personal';
  const personId = stream.revision === 0 ? command.personId : stream.personId;
  const key =
    classification === 'none'
      ? undefined
      : await keys.getOrCreate(command.tenantId, personId ?? command.id, decider.keyClass);
  const contents: SealedContent[] = [];
  const seal = (event: Decided<EventShape>, index: number): UnstampedEvent => {
    const occurredAt = event.occurredAt ?? context.occurredAt;
    const base = {
      format: 1 as const,
      service,
      id: uuidV5(commandId, index),
      stream: stream.name,
      revision: stream.revision + 1 + index,
      type: event.type,
      schema: decider.schemas?.[event.type] ?? 1,
      tenantId: stream.tenantId ?? command.tenantId,
      personId,
      jurisdiction: context.jurisdiction,
      occurredAt,
      effectiveFrom: event.effectiveFrom ?? occurredAt,
      actor: present<Actor>({ user: actor.user, role: actor.role, organisation: actor.organisationId }),
      correlationId: command.correlationId,
      causationId: command.causationId,
      commandId,
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
    const content = storedJson<SealedContent>(text);
    contents.push(content);
    return key === undefined ? { ...base, payload: content.payload } : sealCanonical(base, text, key);
  };
  return { unstamped: [seal(first, 0), ...others.map((event, index) => seal(event, index + 1))], contents };
}
