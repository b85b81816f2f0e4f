import { When, Label, ListOf, Text, Texts, InstantField, Code, LocalDate, FORMATS } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { PartyBody } from './party.js';
import { PL } from './path.js';

export class RecordDiscussionRequest {
  @When({ optional: true }) date?: string;
  @Label({ optional: true }) place?: string;
  @ListOf(() => PartyBody) participants!: PartyBody[];
  @Text({ optional: true }) summary?: string;
  @Texts({ optional: true }) preferencesSought?: string[];
  /** Why neither the person nor anybody who may speak for them was there. */
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordInvolvementRequest {
  @Text() how!: string;
  @Text({ optional: true }) personsWords?: string;
  @Code(['full', 'partial', 'notPossible'], { optional: true }) degree?: string;
  @Text({ optional: true }) reason?: string;
  @Texts({ optional: true }) stepsTried?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordAccessNoticeRequest {
  @LocalDate({ optional: true }) date?: string;
  @Label({ optional: true }) byWhom?: string;
  @Code(FORMATS, { optional: true }) format?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const involvementRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/discussions`,
    summary: 'Record the discussion of the plan with the person',
    capability: 'draftPlan',
    body: RecordDiscussionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordDiscussion', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/involvement`,
    summary: 'Record how the person was involved',
    capability: 'draftPlan',
    body: RecordInvolvementRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordInvolvement', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/access-notice`,
    summary: 'Record that the person was told they can always see their plan',
    capability: 'draftPlan',
    body: RecordAccessNoticeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordAccessNotice', body),
  }),
];
