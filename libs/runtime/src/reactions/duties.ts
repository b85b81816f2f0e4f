import type { Release } from '@carethread/event-sourcing';

/**
 * What one replica of a service does for all of them, beside relay and clock: it begins where the replica holds the lease of that
 * name, and ends before the lease is given up. A holder that has lost it may still act for a moment, so whatever a duty does is harmless
 * when it is done twice.
 */
export interface Duty<Runtime> {
  /** The lease: a stored name, which never changes. */
  readonly name: string;
  /** Duties of one group are spread evenly over the replicas. */
  readonly sharedIn?: string;
  start(runtime: Runtime): Promise<Release>;
}
