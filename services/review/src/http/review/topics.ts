import {
  Code,
  Count,
  Id,
  Ids,
  InstantField,
  Label,
  ListOf,
  OUTCOME_PROGRESS,
  REVIEW_TOPICS,
  RISK_OUTCOMES,
  Text,
} from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { reviewCommand } from './review-command.js';

class RiskOutcomeBody {
  @Id() riskId!: string;
  @Code(RISK_OUTCOMES) outcome!: string;
  @Text({ optional: true }) narrative?: string;
}
class TopicRequest {
  @Code(REVIEW_TOPICS) topic!: string;
  @Text({ optional: true }) text?: string;
  @Text({ optional: true }) notApplicableBecause?: string;
  /** With `newInformation`: which of what was gathered has been considered. */
  @Ids({ optional: true }) considered?: string[];
  /** With `riskOutcomes`: what came of each risk; one that is left out has what the risk service knows of it. */
  @ListOf(() => RiskOutcomeBody, { optional: true }) risks?: RiskOutcomeBody[];
  @InstantField({ optional: true }) occurredAt?: string;
}
class OutcomeProgressRequest {
  @Label() outcomeId!: string;
  @Code(OUTCOME_PROGRESS) status!: string;
  @Count({ optional: true, min: 1, max: 5 }) personRating?: number;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const topicRoutes: readonly Route[] = [
  reviewCommand('ConsiderTopic', {
    path: 'topics',
    summary: 'Record what was considered',
    body: TopicRequest,
    answers: 201,
  }),
  reviewCommand('AssessOutcome', {
    path: 'outcome-progress',
    summary: 'Record how an outcome is coming on',
    body: OutcomeProgressRequest,
    answers: 201,
  }),
];
