import { Code, Id, InstantField, Label, Nested, RISK_OUTCOMES, Text, Texts } from '@carethread/contracts';
import { answerOf, codes, commandOf, listOn, readOn, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { KeptStream } from '@carethread/runtime';
import { riskAssessment } from '../../domain/risk-assessment/decider.js';
import type { RiskState } from '../../domain/risk-assessment/state.js';
import { riskList } from '../../views/risk-list.js';
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

const OPEN = ['draft', 'concluded'] as const;

type WhenThere = {
  readonly planId?: string;
  readonly conclusion?: string;
  readonly reviewOn?: string;
};

/** A risk as a list over many people shows it. */
function shownInBrief({
  id,
  personId,
  state: { state, opened, openedAt = '', versions, changed = false },
}: KeptStream<RiskState>) {
  const last = versions.at(-1);
  return {
    id,
    personId,
    state,
    domain: opened?.domain ?? '',
    framework: opened?.framework ?? '',
    openedAt,
    version: last?.version ?? 0,
    /** Weighed or controlled anew since it was concluded. */
    changed,
    ...present<WhenThere>({ planId: opened?.planId, conclusion: last?.conclusion, reviewOn: last?.reviewOn }),
  };
}

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
    summary:
      'The risk assessments of a person, or the open ones of the caller’s people: what is reviewed first comes first',
    capability: 'readRisk',
    show: shown,
    filters: {
      state: codes(...OPEN, 'closed'),
      domain: { type: 'string' },
      planId: { type: 'string', format: 'uuid' },
    },
    inBrief: {
      view: riskList,
      filters: { state: codes(...OPEN) },
      further: { domain: { type: 'string' } },
      between: { from: 'reviewFrom', to: 'reviewTo' },
      sees: ({ state: { opened } }, { query: { domain } }) => domain === undefined || opened?.domain === domain,
      holder: ({ state, opened }) => riskAssessment.holder(state, opened, 'readRisk'),
      item: shownInBrief,
    },
  }),
  readOn(riskAssessment)({ path: `${PATH}/:id`, summary: 'A risk assessment', capability: 'readRisk', show: shown }),
  change('outcomes', 'Record what came of a risk', 'RecordRiskOutcome', RiskOutcomeRequest, 201),
  change('staff-views', 'Record a differing view; the decision stays', 'StaffDissent', StaffViewRequest, 201),
  change('closure', 'Close a risk assessment', 'CloseRisk', CloseRiskRequest),
];
