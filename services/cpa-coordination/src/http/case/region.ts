import { InstantField, Label, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { caseCommand } from './case-command.js';

class MoveRegionRequest {
  /** The region moved from; a different one than the case has is a conflict. */
  @Label({ optional: true }) from?: string;
  @Label() to!: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const caseRegionRoutes: readonly Route[] = [
  caseCommand('MoveRegion', {
    path: 'region',
    summary: 'The person moves to another region',
    capability: 'manageCpaTeam',
    about: 'CPA-63',
    body: MoveRegionRequest,
  }),
];
