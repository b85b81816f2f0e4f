import { Code, Id, InstantField, Label, Nested, RISK_OUTCOMES, Text, Texts } from '@carethread/contracts';
import { answerOf, codes, commandOf, listOn, readOn, type Route } from '@carethread/http-api';
import { riskAssessment } from '../../domain/risk-assessment/decider.js';
import type { RiskState } from '../../domain/risk-assessment/state.js';
import { change, PATH } from './path.js';

class PolicyRef {
  @Label() title!: string;
  @Label() version!: string;
}
class OpenRiskRequest {
  @Id() personId!: string;
  @Id({ optional: true }) planId?: string;
  @Texts({ optional: true }) actionIds?: string[];
  @Label({ optional: true }) domain?: string;
  @Code(['positiveRisk', 'standard', 'cpa'], { optional: true }) framework?: string;
  @Nested(() => PolicyRef, { optional: true }) policyRef?: PolicyRef;
  @InstantField({ optional: true }) occurredAt?: string;
}
class RiskOutcomeRequest {
  @Id({ optional: true }) reviewId?: string;
  @Code(RISK_OUTCOMES) outcome!: string;
  @Text({ optional: true }) narrative?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class StaffViewRequest {
  @Text() view!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class CloseRiskRequest {
  @Text() reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const shown = ({ opened, ...state }: RiskState) =>
  answerOf({
    ...opened,
    ...state,
    version: state.versions.length,
    conclusion: state.versions.at(-1)?.conclusion ?? null,
  });

export const assessmentRoutes: readonly Route[] = [
  commandOf(
    riskAssessment,
    'OpenRiskAssessment',
  )({
    method: 'POST',
    path: PATH,
    summary: 'Open a risk assessment',
    capability: 'assessRisk',
    body: OpenRiskRequest,
    stream: 'new',
  }),
  listOn(riskAssessment)({
    path: PATH,
    summary: 'The risk assessments of a person',
    capability: 'readRisk',
    show: shown,
    filters: { state: codes('draft', 'concluded', 'closed'), planId: { type: 'string', format: 'uuid' } },
  }),
  readOn(riskAssessment)({ path: `${PATH}/:id`, summary: 'A risk assessment', capability: 'readRisk', show: shown }),
  change('outcomes', 'Record what came of a risk', 'RecordRiskOutcome', RiskOutcomeRequest, 201),
  change('staff-views', 'Record a differing view; the decision stays', 'StaffDissent', StaffViewRequest, 201),
  change('closure', 'Close a risk assessment', 'CloseRisk', CloseRiskRequest),
];
