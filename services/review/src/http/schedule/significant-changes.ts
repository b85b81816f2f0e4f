import { Code, InstantField, LocalDate, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { scheduleCommand } from './schedule-command.js';

class ReportChangeRequest {
  @Code(['health', 'welfare', 'safety', 'circumstances']) domain!: string;
  @Text({ optional: true }) description?: string;
  @LocalDate({ optional: true }) noticedOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const significantChangeRoutes: readonly Route[] = [
  scheduleCommand('ReportChange', {
    path: 'significant-changes',
    summary: 'Report a significant change',
    capability: 'reportChange',
    body: ReportChangeRequest,
  }),
];
