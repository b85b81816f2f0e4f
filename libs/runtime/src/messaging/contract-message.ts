import { isId, isInstant } from '@carethread/contracts';
import type { BusMessage } from '@carethread/event-sourcing';
import { isRecord, member, sha256, uuidV5, type JsonObject } from '@carethread/ledger';
import { openText, type KeyStore } from '@carethread/privacy';

/** A contract as it is stored in `heard-<subject>`: as it travelled, its sealed part still sealed. */
export type ContractMessage = {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** The producer's log position. */
  readonly sequence: number;
  readonly subject: string;
  readonly personId: string | null;
  readonly tenantId: string;
  readonly jurisdiction: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly effectiveFrom: string;
  readonly correlationId: string;
  readonly keyId: string | null;
  readonly clear: JsonObject;
  readonly sealed?: string;
};

export const HEARD = 'Heard';

/** The additional data of a contract's sealed part: everything that travels in the clear. */
export function contractData(contract: ContractMessage): string {
  return JSON.stringify([contract.id, contract.type, contract.source, contract.subject, contract.keyId]);
}

/** A message that holds no contract, however often it is read. */
export class PoisonMessage extends Error {
  override readonly name = 'PoisonMessage';
}

const TYPE = /^([a-z-]+)\.[a-z-]+\.v\d+$/;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTime = (value: unknown): boolean => typeof value === 'string' && isInstant(value);

const MEMBERS: Readonly<Record<keyof ContractMessage, (value: unknown) => boolean>> = {
  id: isId,
  type: (value) => typeof value === 'string' && TYPE.test(value),
  source: isText,
  sequence: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  subject: isText,
  personId: (value) => value === null || isId(value),
  tenantId: isId,
  jurisdiction: isText,
  occurredAt: isTime,
  recordedAt: isTime,
  effectiveFrom: isTime,
  correlationId: isId,
  keyId: (value) => value === null || isText(value),
  clear: isRecord,
  sealed: (value) => value === undefined || isText(value),
};

/** The contract that a message carries. Throws PoisonMessage, which names the member and quotes nothing. */
export function contractOf(message: BusMessage): ContractMessage {
  let value: unknown;
  try {
    value = JSON.parse(message.value);
  } catch {
    throw new PoisonMessage('a message is no JSON');
  }
  if (typeof value !== 'object' || value === null) throw new PoisonMessage('a message is no object');
  requireMembers(value);
  if (TYPE.exec(value.type)?.[1] !== value.source)
    throw new PoisonMessage('a message is not of the service that its type names');
  return value;
}

function requireMembers(value: object): asserts value is ContractMessage {
  for (const [name, fits] of Object.entries(MEMBERS))
    if (!fits(member(value, name))) throw new PoisonMessage(`a message has no ${name} as a contract has it`);
}

/** The contract that an inbox event holds. Its members were checked when it was received, so here only their types are. */
export function storedContract({ contract }: JsonObject): ContractMessage {
  if (!isContract(contract)) throw new TypeError('an inbox event holds no contract');
  return contract;
}

// Written out member by member: a loop over their names would cost each event more than its whole check.
function isContract(value: unknown): value is ContractMessage {
  if (!isRecord(value)) return false;
  const { id, type, source, sequence, subject, personId, tenantId, jurisdiction } = value;
  const { occurredAt, recordedAt, effectiveFrom, correlationId, keyId, clear, sealed } = value;
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof source === 'string' &&
    typeof sequence === 'number' &&
    typeof subject === 'string' &&
    (personId === null || typeof personId === 'string') &&
    typeof tenantId === 'string' &&
    typeof jurisdiction === 'string' &&
    typeof occurredAt === 'string' &&
    typeof recordedAt === 'string' &&
    typeof effectiveFrom === 'string' &&
    typeof correlationId === 'string' &&
    (keyId === null || typeof keyId === 'string') &&
    isRecord(clear) &&
    (sealed === undefined || typeof sealed === 'string')
  );
}

/** Nothing is stored that could never be opened: it would stop every view at its place. Throws PoisonMessage. */
export async function requireOpening(contract: ContractMessage, keys: KeyStore): Promise<void> {
  if (contract.sealed === undefined) return;
  if (contract.keyId === null) throw new PoisonMessage('a message is sealed by no key');
  const key = keys.peek(contract.keyId) ?? (await keys.find(contract.keyId));
  if (key === 'destroyed') return;
  if (key === undefined) throw new PoisonMessage('a message is sealed by a key that is not known');
  try {
    JSON.parse(openText(contract.sealed, key, contractData(contract)));
  } catch {
    throw new PoisonMessage('the sealed part of a message cannot be opened');
  }
}

/** What a poisoned message is called: its own id where it has one, else one that follows from what it says. */
export function idOf(message: BusMessage): string {
  const id = message.headers['ce_id'];
  return isId(id) ? id : uuidV5('message', sha256(`${message.key} ${message.value}`));
}
