import { storedJson, type Envelope } from '@carethread/ledger';
import type { StoredEvent } from './event-log.js';

/** What stands for an event whose text is damaged. No service, stream, person or tenant has these names. */
const NO_EVENT: Envelope = {
  format: 1,
  service: '',
  id: '',
  stream: '',
  revision: 0,
  type: 'Damaged',
  schema: 1,
  tenantId: '',
  personId: null,
  jurisdiction: '',
  recordedAt: '',
  occurredAt: '',
  effectiveFrom: '',
  actor: { user: '', role: '' },
  correlationId: '',
  causationId: '',
  commandId: '',
  classification: 'none',
  keyId: null,
  prevHash: '',
  hash: '',
};

/**
 * A stored text as the event that it is. A text that a changed byte has made unreadable does not keep a reader from the events after
 * it: it comes as a `damaged` one.
 */
export function readStored(position: number, logHash: string, text: string): StoredEvent {
  try {
    return { position, logHash, text, event: storedJson<Envelope>(text) };
  } catch {
    // The text stays out of every error message: it may hold personal content.
  }
  return { position, logHash, text, event: NO_EVENT, damaged: true };
}
