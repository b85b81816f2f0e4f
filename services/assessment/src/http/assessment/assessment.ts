import { ASSESSMENT_KINDS, Code, Id, InstantField, Text } from '@carethread/contracts';
import {
  answerOf,
  codes,
  commandFrom,
  commandOn,
  listOn,
  readOn,
  type RequestContext,
  type Route,
  type ShownAt,
  headOf,
} from '@carethread/http-api';
import { assessmentDecider } from '../../domain/assessment/decider.js';
import { findingsAt, heldBy, issueAt } from '../../domain/assessment/issues.js';
import { isMoved } from '../../domain/assessment/moves.js';
import type { AssessmentState } from '../../domain/assessment/state.js';
import { assessmentList } from '../../views/assessment-list.js';
import { shownMoves } from '../shown-moves.js';

class RequestAssessmentRequest {
  @Id() personId!: string;
  @Code(ASSESSMENT_KINDS) kind!: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) dueAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const PATH = '/assessment/assessments';

const shownAssessment = (
  { completedAt, findings, corrections, issue, moved, received, ...more }: AssessmentState,
  { at }: ShownAt,
  { actor }: RequestContext,
) => {
  const { requestedAt: _, approvals: __, personId: ___, ...state } = more;
  const left = moved.filter((one) => one.at <= at);
  const isLeft = (id: string): boolean => isMoved(id, { moved: left });
  return answerOf({
    ...state,
    findings: findingsAt(findings, corrections, at).filter(({ findingId }) => !isLeft(findingId)),
    corrections: heldBy(corrections, at).filter(({ findingId }) => !isLeft(findingId)),
    ...shownMoves(left, received, actor),
    issue: completedAt === undefined ? issue : issueAt(findings, corrections, at),
    completedAt,
  });
};

/** What of an assessment stands on lists over many people. */
const briefly = ({
  state,
  kind,
  reason,
  dueAt,
  assessorId,
  startedAt,
  completedAt,
  jurisdiction,
  version,
  coverage,
  abuseConcern,
}: AssessmentState) =>
  answerOf({
    ...{ state, kind, reason, dueAt, assessorId, startedAt, completedAt },
    ...{ jurisdiction, version, coverage, abuseConcern },
  });

const FILTERS = {
  kind: codes(...ASSESSMENT_KINDS),
  state: codes('requested', 'inProgress', 'paused', 'completed', 'refused', 'cancelled'),
} as const;
const OF_ASSESSOR = { assessorId: { type: 'string', format: 'uuid', description: 'Who assesses' } } as const;

export const assessmentRoutes: readonly Route[] = [
  commandOn(assessmentDecider)({
    method: 'POST',
    path: PATH,
    summary: 'Ask for an assessment',
    capability: 'assess',
    body: RequestAssessmentRequest,
    stream: 'new',
    command: ({ body }) => commandFrom('RequestAssessment', body),
  }),
  listOn(assessmentDecider)({
    path: PATH,
    summary: 'Assessments: of one person, or over many people by when they are due',
    capability: 'readPlan',
    show: shownAssessment,
    filters: { ...FILTERS, ...OF_ASSESSOR },
    inBrief: {
      view: assessmentList,
      filters: { ...FILTERS, open: codes('true', 'false') },
      further: OF_ASSESSOR,
      ofUser: 'assessorId',
      between: { from: 'dueFrom', to: 'dueTo' },
      sees: ({ state }, { query: { assessorId } }) => assessorId === undefined || state.assessorId === assessorId,
      holder: ({ state, opened }) => assessmentDecider.holder(state, opened, 'readPlan'),
      item: (kept) => ({ ...headOf(kept), ...briefly(kept.state) }),
    },
  }),
  readOn(assessmentDecider)({
    path: `${PATH}/:id`,
    summary: 'An assessment',
    capability: 'readPlan',
    show: shownAssessment,
  }),
];
