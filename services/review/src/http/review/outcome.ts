import {
  CHANGE_OPS,
  Code,
  Count,
  Flag,
  Id,
  Ids,
  InstantField,
  JsonAny,
  JsonOrNothing,
  Label,
  ListOf,
  LocalDate,
  Nested,
  REVIEW_OUTCOMES,
  Text,
} from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import { PartyBody } from '../party.js';
import { reviewCommand } from './review-command.js';

class ChangeBody {
  @Label({ optional: true }) changeId?: string;
  /** `add` puts `to` into the list `section`, `remove` takes the item out; left out, something is set. */
  @Code(CHANGE_OPS, { optional: true }) op?: string;
  @Label({ optional: true }) section?: string;
  @Label({ optional: true }) itemId?: string;
  @Label({ optional: true }) field?: string;
  @Text({ optional: true }) what?: string;
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny({ optional: true }) to?: Json;
  @Nested(() => PartyBody, { optional: true }) decidedBy?: PartyBody;
  @Flag({ optional: true }) agreedByPerson?: boolean;
  @Text({ optional: true }) personsReasons?: string;
  /** Whose part it changes; left out, the team's. */
  @Ids({ optional: true, max: 50 }) concerns?: string[];
}
class AgreeOutcomeRequest {
  /** Both are known from the review; a request that names another one is refused. */
  @Id({ optional: true }) planId?: string;
  @Count({ optional: true, min: 1 }) planVersionReviewed?: number;
  @Code(REVIEW_OUTCOMES) outcome!: string;
  @ListOf(() => ChangeBody, { optional: true }) changes?: ChangeBody[];
  @LocalDate({ optional: true }) nextReviewBy?: string;
  /** With `endService`: the day on which the service is to end; left out, today. */
  @LocalDate({ optional: true }) endOn?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const outcomeRoutes: readonly Route[] = [
  reviewCommand('AgreeOutcome', {
    path: 'outcome',
    summary: 'Agree the outcome of the review',
    body: AgreeOutcomeRequest,
  }),
];
