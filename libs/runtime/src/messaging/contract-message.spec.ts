import type { BusMessage } from '@carethread/event-sourcing';
import { MemoryKeyStore, sealText } from '@carethread/privacy';
import {
  contractData,
  contractOf,
  idOf,
  PoisonMessage,
  requireOpening,
  type ContractMessage,
} from './contract-message.js';

const ID = '5b6f5f6e-1c5a-4e0a-8f43-0d0c8d1c2b3a';
const good: ContractMessage = {
  id: ID,
  type: 'assessment.person-registered.v1',
  source: 'assessment',
  sequence: 7,
  subject: ID,
  personId: ID,
  tenantId: ID,
  jurisdiction: 'ENG',
  occurredAt: '2026-03-02T09:00:00.000Z',
  recordedAt: '2026-03-02T09:00:00.000Z',
  effectiveFrom: '2026-03-02T09:00:00.000Z',
  correlationId: ID,
  keyId: null,
  clear: {},
};
const message = (value: unknown): BusMessage => ({ key: ID, headers: { ce_id: ID }, value: JSON.stringify(value) });

describe('what a message must be to be stored', () => {
  it('a contract is read as it travelled', () => {
    expect(contractOf(message(good))).toEqual(good);
  });

  it.each<[string, unknown]>([
    ['no object', null],
    ['no id', { ...good, id: 'x' }],
    ['a sequence of nought', { ...good, sequence: 0 }],
    ['no instant', { ...good, occurredAt: 'yesterday' }],
    ['nobody’s tenant', { ...good, tenantId: undefined }],
    ['another service’s type', { ...good, source: 'risk' }],
    ['content that is a list', { ...good, clear: [] }],
  ])('poison: %s', (_case, value) => {
    expect(() => contractOf(message(value))).toThrow(PoisonMessage);
  });

  it('poison: no JSON; it has a name all the same', () => {
    const broken = { key: 'k', headers: {}, value: '{' };
    expect(() => contractOf(broken)).toThrow(PoisonMessage);
    expect(idOf(broken)).toMatch(/^[0-9a-f-]{36}$/);
    expect(idOf(broken)).toBe(idOf({ ...broken }));
    expect(idOf(message(good))).toBe(ID);
  });

  it('poison: sealed by a key that is not known, or for something else', async () => {
    const keys = new MemoryKeyStore();
    const key = await keys.getOrCreate(ID, ID, 'core');
    const contract = { ...good, keyId: key.keyId };
    const sealed = sealText('{}', key, contractData(contract));
    await expect(requireOpening({ ...contract, sealed }, keys)).resolves.toBeUndefined();
    await expect(requireOpening({ ...contract, keyId: 'unknown', sealed }, keys)).rejects.toThrow(PoisonMessage);
    await expect(requireOpening({ ...contract, subject: 'else', sealed }, keys)).rejects.toThrow(PoisonMessage);
  });
});
