import { type UnstampedEvent, type JsonObject, uuidV5 } from '@carethread/ledger';
import { seal, type DataKey } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';

export interface EventToBe {
  readonly service: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: JsonObject;
  readonly tenantId: string;
  readonly personId: string;
  readonly occurredAt: string;
  readonly effectiveFrom?: string;
}

/** An event of a synthetic life, and where in its stream it stands. */
export interface PlannedEvent {
  readonly category: string;
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  readonly payload: JsonObject;
}

/** An event as the write side makes it: canonical, sealed, ready to be stamped by the log. */
export function sealedEvent(event: EventToBe, key: DataKey): UnstampedEvent {
  const { payload, ...rest } = event;
  const commandId = randomUUID();
  return seal(
    {
      ...rest,
      format: 1,
      id: uuidV5(commandId, 0),
      schema: 1,
      jurisdiction: 'ENG',
      effectiveFrom: event.effectiveFrom ?? event.occurredAt,
      actor: { user: commandId, role: 'AS', organisation: event.tenantId },
      correlationId: commandId,
      causationId: commandId,
      commandId,
      classification: 'personal',
      keyId: key.keyId,
    },
    { payload, request: event.personId.replaceAll('-', '').repeat(2) },
    key,
  );
}

/** Two hundred characters, as a note of a working day has them; synthetic. */
export const NOTE =
  'A synthetic sentence about a day: up at eight, breakfast in the kitchen, a walk with the neighbour, a letter read out, ' +
  'supper at six, and nothing that anybody needs to know of before tomorrow morning.';
