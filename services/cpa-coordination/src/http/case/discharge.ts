import { Id, InstantField, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { caseCommand } from './case-command.js';

class DischargeRequest {
  @Text({ optional: true }) reason?: string;
  @Text({ optional: true }) onwardContact?: string;
  @Id({ optional: true }) riskReviewId?: string;
  @Id({ optional: true }) planCopyId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const dischargeRoutes: readonly Route[] = [
  caseCommand('Discharge', {
    path: 'discharge',
    summary: 'Decide the discharge and close the case',
    capability: 'manageCpaCase',
    about: 'CPA-19',
    body: DischargeRequest,
  }),
];
