import { Code, Flag, InstantField, ListOf, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { PartyBody } from '../party.js';
import { scheduleCommand } from './schedule-command.js';

class MonthlyCheckRequest {
  @ListOf(() => PartyBody, { optional: true }) participants?: PartyBody[];
  @Text({ optional: true }) personsView?: string;
  @Text({ optional: true }) findings?: string;
  @Flag({ optional: true }) raisesReview?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}
class MonitoringRequest {
  @Text({ optional: true }) needs?: string;
  @Text({ optional: true }) wishes?: string;
  @Text({ optional: true }) preferences?: string;
  @Code(['followed', 'partly', 'notFollowed'], { optional: true }) staffAdherence?: string;
  @Text({ optional: true }) followUp?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const monitoringRoutes: readonly Route[] = [
  scheduleCommand('RecordMonthlyCheck', {
    path: 'monthly-checks',
    summary: 'Record a monthly check',
    capability: 'holdReview',
    body: MonthlyCheckRequest,
  }),
  scheduleCommand('NoteMonitoring', {
    path: 'monitoring',
    summary: 'Note how the plan is working',
    capability: 'holdReview',
    body: MonitoringRequest,
  }),
];
