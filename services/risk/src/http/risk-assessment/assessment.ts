import { codes, commandOf, listOn, readOn, type Route } from '@carethread/http-api';
import { riskAssessment, type RiskState } from '../../domain/risk-assessment/decider.js';
import { changes } from '../changes.js';
import * as requests from '../requests.js';

const RA = '/risk/assessments';
const shown = ({ opened, weighing, ...state }: RiskState) => ({
  ...opened,
  ...state,
  ...(weighing === undefined ? {} : { weighing }),
  version: state.versions.length,
  conclusion: state.versions.at(-1)?.conclusion ?? null,
});

const change = changes(RA, riskAssessment, (verb) => (verb === 'staff-views' ? 'dissentOnRisk' : 'assessRisk'));

export const routes: readonly Route[] = [
  commandOf(
    riskAssessment,
    'OpenRiskAssessment',
  )({
    method: 'POST',
    path: RA,
    summary: 'Open a risk assessment',
    capability: 'assessRisk',
    body: requests.OpenRiskRequest,
    stream: 'new',
  }),
  listOn(riskAssessment)({
    path: RA,
    summary: 'The risk assessments of a person',
    capability: 'readRisk',
    show: shown,
    filters: { state: codes('draft', 'concluded', 'closed'), planId: { type: 'string', format: 'uuid' } },
  }),
  readOn(riskAssessment)({ path: `${RA}/:id`, summary: 'A risk assessment', capability: 'readRisk', show: shown }),
  change('weighing', 'Weigh benefits and possible harm with the person', 'WeighRisk', requests.WeighRiskRequest),
  change('controls', 'Plan controls', 'PlanControls', requests.PlanControlsRequest),
  commandOf(
    riskAssessment,
    'ConcludeRisk',
  )({
    method: 'POST',
    path: `${RA}/:id/conclusion`,
    summary: 'Conclude a risk assessment',
    capability: 'assessRisk',
    body: requests.ConcludeRiskRequest,
    answer: ({ state: { versions } }) => ({
      version: versions.length,
      contentHash: versions.at(-1)?.contentHash ?? '',
    }),
  }),
  change('outcomes', 'Record what came of a risk', 'RecordRiskOutcome', requests.RiskOutcomeRequest, 201),
  change('staff-views', 'Record a differing view; the decision stays', 'StaffDissent', requests.StaffViewRequest, 201),
  change('closure', 'Close a risk assessment', 'CloseRisk', requests.CloseRiskRequest),
];
