import { Hash, InstantField, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { reviewCommand } from './review-command.js';

class MinutesRequest {
  @Hash({ optional: true }) attachmentHash?: string;
  @Text({ optional: true }) text?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const minutesRoutes: readonly Route[] = [
  reviewCommand('PublishMinutes', {
    path: 'minutes',
    summary: 'Publish the minutes',
    body: MinutesRequest,
    answers: 201,
  }),
];
