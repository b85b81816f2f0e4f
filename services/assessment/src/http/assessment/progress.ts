import { Flag, Id, InstantField, Label, MapOf } from '@carethread/contracts';
import { commandFrom, commandOn, type Route } from '@carethread/http-api';
import { assessmentDecider } from '../../domain/assessment/decider.js';
import { ReasonRequest } from '../reason-request.js';
import { PATH } from './assessment.js';

class StartAssessmentRequest {
  @Id({ optional: true }) assessorId?: string;
  @Label({ optional: true }) place?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class CompleteAssessmentRequest {
  @MapOf(['findings', 'noNeed'], { optional: true }) coverage?: Record<string, string>;
  @InstantField({ optional: true }) occurredAt?: string;
}

class RefuseAssessmentRequest {
  @Id({ optional: true }) capacityFindingId?: string;
  @Flag({ optional: true }) abuseConcern?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const progressRoutes: readonly Route[] = [
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/start`,
    summary: 'Start an assessment',
    capability: 'assess',
    body: StartAssessmentRequest,
    command: ({ body }) => commandFrom('StartAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/pause`,
    summary: 'Pause an assessment',
    capability: 'assess',
    body: ReasonRequest,
    command: ({ body }) => commandFrom('PauseAssessment', body),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/resume`,
    summary: 'Go on with an assessment',
    capability: 'assess',
    command: () => ({ type: 'ResumeAssessment' }),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/complete`,
    summary: 'Complete an assessment',
    capability: 'completeAssessment',
    body: CompleteAssessmentRequest,
    command: ({ body }) => commandFrom('CompleteAssessment', body),
    answer: ({ state }) => ({ version: state.version }),
  }),
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/refusal`,
    summary: 'Record that the person refuses an assessment',
    capability: 'refuseAssessment',
    body: RefuseAssessmentRequest,
    command: ({ body }) => commandFrom('RefuseAssessment', body),
  }),
];
