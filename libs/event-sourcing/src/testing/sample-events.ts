import type { UnstampedEvent } from '@carethread/ledger';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AppendRequest, Clock } from '../event-log.js';

/** A synthetic sealed event of the care-plan service; `differing` replaces members of it. */
export function sampleEvent(stream: string, revision: number, differing: Partial<UnstampedEvent> = {}): UnstampedEvent {
  const tenant = '0b5e7c1e-5f0f-4b57-9a64-6b7f0a7a1c01';
  return {
    format: 1,
    service: 'care-plan',
    id: randomUUID(),
    stream,
    revision,
    type: 'GoalAgreed',
    schema: 1,
    tenantId: tenant,
    personId: '7d3c8e64-0c1c-4f6f-8b7b-0a6d3f5e2b02',
    jurisdiction: 'ENG',
    occurredAt: '2026-03-02T08:00:00.000Z',
    effectiveFrom: '2026-03-02T08:00:00.000Z',
    actor: { user: '5a0d6f0c-9c57-4a4b-9f0e-1b6f6b1d3c03', role: 'keyworker', organisation: tenant },
    correlationId: randomUUID(),
    causationId: randomUUID(),
    commandId: randomUUID(),
    classification: 'special',
    keyId: `${tenant}.0123456789abcdef`,
    sealed: randomBytes(150).toString('base64url'),
    ...differing,
  };
}

/** An append of `count` sample events after `expectedRevision`. */
export function sampleAppend(stream: string, expectedRevision: number, count = 1): AppendRequest {
  const [first, ...rest] = Array.from({ length: count }, (_, index) =>
    sampleEvent(stream, expectedRevision + 1 + index),
  );
  if (first === undefined) throw new RangeError('an append has at least one event');
  return { stream, expectedRevision, events: [first, ...rest] };
}

export function sampleStream(): string {
  return `carePlan-${randomUUID()}`;
}

/** A clock that a test sets; it stands still otherwise. */
export class SettableClock implements Clock {
  #millis: number;
  constructor(instant: string) {
    this.#millis = Date.parse(instant);
  }
  now(): number {
    return this.#millis;
  }
  set(instant: string): void {
    this.#millis = Date.parse(instant);
  }
}
