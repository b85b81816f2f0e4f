import { Code, Id, InstantField, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { caseCommand } from './case-command.js';

class MoveTeamRequest {
  @Id() teamId!: string;
  /** The organisation that holds the case from then; the present one where it is left out. */
  @Id({ optional: true }) organisationId?: string;
  @Code(['community', 'inpatient'], { optional: true }) teamSetting?: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const teamRoutes: readonly Route[] = [
  caseCommand('MoveTeam', {
    path: 'team',
    summary: 'Another team takes the case on',
    capability: 'manageCpaTeam',
    body: MoveTeamRequest,
  }),
];
