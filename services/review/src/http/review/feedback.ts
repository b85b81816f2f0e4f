import { InstantField, JsonAny } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import { reviewCommand } from './review-command.js';

class FeedbackRequest {
  @JsonAny({ optional: true }) needs?: Json;
  @JsonAny({ optional: true }) wishes?: Json;
  @JsonAny({ optional: true }) preferences?: Json;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const feedbackRoutes: readonly Route[] = [
  reviewCommand('SubmitFeedback', {
    path: 'feedback',
    summary: 'Submit the keyworker’s feedback',
    body: FeedbackRequest,
    answers: 201,
  }),
];
