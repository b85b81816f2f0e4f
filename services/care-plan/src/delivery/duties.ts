import type { Duty, ServiceRuntime } from '@carethread/runtime';
import { BUCKETS } from './buckets.js';
import { Deliverer } from './deliverer.js';
import { pruneAttempts } from './prune-attempts.js';

/** The sending of webhooks, in sixteen parts that replicas share evenly, and the removal of old attempts by whoever has the first. */
export const deliveryDuties: readonly Duty<ServiceRuntime>[] = Array.from({ length: BUCKETS }, (_, bucket) => ({
  name: `deliver-${bucket}`,
  sharedIn: 'deliver',
  start: async (runtime) => {
    if (runtime.webhooks.port === undefined) return () => Promise.resolve();
    const endPruning = bucket === 0 ? pruneAttempts(runtime) : undefined;
    const release = await Deliverer.of(runtime).take(bucket);
    return async () => {
      endPruning?.();
      await release();
    };
  },
}));
