import { endOfDay } from '@carethread/calendar';
import {
  NO_DATE,
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { riskAssessment } from '../domain/risk-assessment/decider.js';
import { NO_RISK, type RiskState } from '../domain/risk-assessment/state.js';

type Risks = KeptStreams<RiskState>;

/** What the list shows of a risk: ids, codes and dates. */
function withoutWords({ state, opened, openedAt, versions, changed = false }: RiskState): RiskState {
  const risk: RiskState = {
    ...NO_RISK,
    state,
    changed,
    versions: versions.slice(-1).map((version) => ({ ...version, reasons: '', managementPlan: '', decidedBy: {} })),
  };
  if (opened === undefined || openedAt === undefined) return risk;
  const { policyRef: _, ...known } = opened;
  return { ...risk, opened: known, openedAt };
}

/** Risks that are not closed, of whoever holds them now: what is to be reviewed first comes first, then what no day is set for. */
export const riskList = streamListOf({
  name: 'riskList',
  version: 2,
  of: riskAssessment,
  // A risk's domain may be anybody's words: it is filtered by entry by entry, and stands in no index.
  filters: ['state'],
  kept: (after) => (after.state === 'closed' ? undefined : withoutWords(after)),
  entries: entryOf,
});

function entryOf(one: KeptStream<RiskState>, person: PersonDocument<Risks>): ListEntry<KeptStream<RiskState>, 'state'> {
  const { id, opened, state } = one;
  const reviewOn = state.versions.at(-1)?.reviewOn;
  return {
    id,
    scopes: scopesOfHolder(person, riskAssessment.holder(state, opened, 'readRisk')),
    order: `${reviewOn === undefined ? NO_DATE : endOfDay(reviewOn)} ${state.openedAt ?? ''} ${id}`,
    filters: { state: state.state },
    body: one,
  };
}
