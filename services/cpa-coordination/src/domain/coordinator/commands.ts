import type { CoordinatedCase } from './coordinated-case.js';

/** `cases`: those that name this co-ordinator, or did. */
export type CoordinatorCommand = {
  readonly type: 'DeactivateCoordinator';
  readonly cases: readonly CoordinatedCase[];
  readonly reason?: string;
  readonly userId?: string;
};
