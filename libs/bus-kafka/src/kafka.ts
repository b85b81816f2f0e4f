import { member } from '@carethread/ledger';
import kafkajs from 'kafkajs';
import { createRequire } from 'node:module';

/** What of kafkajs 2.2.4's queue of requests to a broker is touched here. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

/** How soon waiting requests are checked again, in milliseconds. */
const RECHECK_MS = 10;

/**
 * kafkajs checks every millisecond, on each of its connections and for as long as the process lives, whether a request waits to be sent
 * (tulios/kafkajs, issues 1704 and 1751), which was half of what an idle service cost. Here it checks only while one waits: a request
 * that arrives later schedules a check of its own (ADR 0023).
 */
function scheduleCheckPendingRequests(this: RequestQueue): void {
  if (this.pending.length === 0 || this.throttleCheckTimeoutId !== null) return;
  const wait = Math.max(RECHECK_MS, this.throttledUntil - Date.now());
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, wait);
}

const queue: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js');
const prototype: unknown = typeof queue === 'function' ? queue.prototype : undefined;
if (
  typeof prototype !== 'object' ||
  prototype === null ||
  typeof member(prototype, 'scheduleCheckPendingRequests') !== 'function'
)
  throw new Error('kafkajs is not the version whose request queue is known: see libs/bus-kafka/src/kafka.ts');
Object.assign(prototype, { scheduleCheckPendingRequests });

/** kafkajs, with its request queues at rest. */
export const {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} = kafkajs;
export type Kafka = kafkajs.Kafka;
