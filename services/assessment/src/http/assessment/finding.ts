import {
  Code,
  FINDING_CATEGORIES,
  Flag,
  Hash,
  Id,
  InstantField,
  Label,
  LocalDate,
  Nested,
  SOURCE_TYPES,
  Text,
  Texts,
  When,
} from '@carethread/contracts';
import { commandFrom, commandOn, type Route } from '@carethread/http-api';
import { assessmentDecider } from '../../domain/assessment/decider.js';
import { PlanRef } from '../plan-ref.js';
import { PATH } from './assessment.js';

class AttachSourceRequest {
  @Code(SOURCE_TYPES) sourceType!: string;
  @Label({ optional: true }) issuingBody?: string;
  @LocalDate() dated!: string;
  @Hash({ optional: true }) attachmentHash?: string;
  @Nested(() => PlanRef, { optional: true }) planRef?: PlanRef;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RecordFindingRequest {
  @Id({ optional: true }) findingId?: string;
  @Code(FINDING_CATEGORIES) category!: string;
  @Label({ optional: true }) domain?: string;
  @Text({ optional: true }) statement?: string;
  @Flag({ optional: true }) inPersonsWords?: boolean;
  @Id({ optional: true }) sourceId?: string;
  @Flag({ optional: true }) none?: boolean;
  @Text({ optional: true }) noneReason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class IdentifyOutcomeRequest {
  @Id({ optional: true }) outcomeId?: string;
  @Text() statement!: string;
  @Code(['achieve', 'change', 'maintain']) change!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class CorrectAssessmentRequest {
  @Id() findingId!: string;
  @Text({ optional: true }) from?: string;
  @Text() to!: string;
  @Text({ optional: true }) reason?: string;
  @When() effectiveFrom!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Asked for by two people, each for themselves. */
class MoveFindingsRequest {
  @Id() toAssessmentId!: string;
  @Texts({ min: 1 }) findingIds!: string[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const findingRoutes: readonly Route[] = [
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/sources`,
    summary: 'Attach a source',
    capability: 'assess',
    body: AttachSourceRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AttachSource', body),
    answer: ({ events: [made] }) =>
      made?.type === 'AssessmentSourceAttached' ? { sourceId: made.payload.sourceId } : {},
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/findings`,
    summary: 'Record a finding',
    capability: 'assess',
    body: RecordFindingRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordFinding', body),
    answer: ({ events: [made] }) => (made?.type === 'FindingRecorded' ? { findingId: made.payload.findingId } : {}),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/outcomes`,
    summary: 'Identify an outcome that the person wants',
    capability: 'assess',
    body: IdentifyOutcomeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('IdentifyOutcome', body),
    answer: ({ events: [made] }) =>
      made?.type === 'PersonalOutcomeIdentified' ? { outcomeId: made.payload.outcomeId } : {},
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/corrections`,
    summary: 'Set right a finding of a completed assessment',
    capability: 'assess',
    body: CorrectAssessmentRequest,
    answers: 201,
    command: ({ body }) => commandFrom('CorrectAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/moves`,
    summary: 'Move findings to the record of the person whom they are about: asked for by two people',
    capability: 'moveFacts',
    body: MoveFindingsRequest,
    answers: 201,
    command: ({ body }) => commandFrom('MoveFindings', body),
    answer: ({ events }) => {
      const approved = events.find(({ type }) => type === 'FindingsMoveApproved');
      return approved?.type === 'FindingsMoveApproved'
        ? { state: 'approvedOnce', lapsesAt: approved.payload.lapsesAt }
        : { state: 'moved' };
    },
  }),
];
