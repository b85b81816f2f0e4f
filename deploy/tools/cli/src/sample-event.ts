import { uuidV5, type UnstampedEvent } from '@carethread/ledger';

/** A synthetic event of configuration, for the tool's own tests. */
export function sampleEvent(revision: number): UnstampedEvent {
  const commandId = uuidV5('sample', revision);
  return {
    format: 1,
    service: 'risk',
    id: uuidV5(commandId, 0),
    stream: `sample-${uuidV5('sample', 'stream')}`,
    revision,
    type: 'SampleNoted',
    schema: 1,
    tenantId: uuidV5('sample', 'tenant'),
    personId: null,
    jurisdiction: 'ENG',
    occurredAt: '2026-03-02T09:00:00.000Z',
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    actor: { user: uuidV5('sample', 'user'), role: 'PA' },
    correlationId: commandId,
    causationId: commandId,
    commandId,
    classification: 'none',
    keyId: null,
    payload: { said: 'so' },
  };
}
