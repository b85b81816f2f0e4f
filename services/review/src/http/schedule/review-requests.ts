import { InstantField, Label, Nested, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { PartyBody } from '../party.js';
import { scheduleCommand } from './schedule-command.js';

class RequestReviewRequest {
  @Text({ optional: true }) reason?: string;
  @Nested(() => PartyBody, { optional: true }) requestedBy?: PartyBody;
  @Label({ optional: true }) capacityOfRequester?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const reviewRequestRoutes: readonly Route[] = [
  scheduleCommand('RequestReview', {
    path: 'requests',
    summary: 'Ask for an earlier review',
    capability: 'requestReview',
    body: RequestReviewRequest,
  }),
];
