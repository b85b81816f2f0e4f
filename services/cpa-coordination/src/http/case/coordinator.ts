import { Flag, Id, InstantField, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { caseCommand } from './case-command.js';

class ReallocateCoordinatorRequest {
  /** Whom they take over from; a different one than the case has is a conflict. */
  @Id({ optional: true }) fromUserId?: string;
  @Id({ optional: true }) toUserId?: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @Flag({ optional: true }) interim?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const caseCoordinatorRoutes: readonly Route[] = [
  caseCommand('ReallocateCoordinator', {
    path: 'coordinator',
    summary: 'Hand the case over to another care co-ordinator',
    capability: 'reallocateCoordinator',
    about: 'CPA-44',
    body: ReallocateCoordinatorRequest,
    answer: ({ state }) => ({ coordinatorId: state.coordinators.at(-1)?.userId ?? null }),
  }),
];
