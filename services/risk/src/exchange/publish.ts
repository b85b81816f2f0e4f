import {
  isPlain,
  RestrictionAuthorised,
  RestrictionConsentAsked,
  RestrictionEnded,
  RestrictionExpired,
  RestrictionWithheld,
  RiskAssessed,
  RiskClosed,
  RiskOutcomeRecorded,
} from '@carethread/contracts';
import { emit, pick, publishes } from '@carethread/runtime';
import type { Json } from '@carethread/ledger';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import type { RiskEvent } from '../domain/risk-assessment/events.js';

/** What risk publishes. */
export const publish = publishes<RiskEvent | RestrictionEvent>()({
  RiskAssessed: ({ payload }) =>
    emit(RiskAssessed, {
      ...pick(payload, 'riskId', 'version', 'contentHash', 'planId', 'organisationId', 'actionIds'),
      ...pick(payload, 'conclusion', 'reviewOn', 'domain', 'managementPlan'),
      hazard: hazardIn(payload.content['weighing']),
    }),
  RiskOutcomeRecorded: ({ payload, meta }) =>
    emit(RiskOutcomeRecorded, { riskId: idOf(meta.stream), ...pick(payload, 'reviewId', 'outcome', 'narrative') }),
  RiskClosed: ({ payload: { riskId } }) => emit(RiskClosed, { riskId }),
  RestrictionConsentAsked: ({ payload: { restrictionId, askNo, contentHash } }) =>
    emit(RestrictionConsentAsked, { restrictionId, askNo, contentHash }),
  RestrictionAuthorised: ({ payload, meta }) =>
    emit(RestrictionAuthorised, {
      restrictionId: idOf(meta.stream),
      ...pick(payload, 'from', 'to', 'scheme', 'authorityRef', 'conditions', 'urgent', 'measure'),
    }),
  RestrictionExpired: ({ meta: { stream, recordedAt } }) =>
    emit(RestrictionExpired, { restrictionId: idOf(stream), expiredAt: recordedAt }),
  RestrictionWithheld: ({ meta: { stream, recordedAt } }) =>
    emit(RestrictionWithheld, { restrictionId: idOf(stream), withheldAt: recordedAt }),
  RestrictionEnded: ({ payload: { reason, endedAt }, meta: { stream, recordedAt } }) =>
    emit(RestrictionEnded, { restrictionId: idOf(stream), endedAt: endedAt ?? recordedAt, reason }),
});

/** The hazard as it was weighed; some risks are concluded without one. */
function hazardIn(weighing: Json | undefined): string | undefined {
  return isPlain(weighing) && typeof weighing['hazard'] === 'string' ? weighing['hazard'] : undefined;
}

/** Events of a restriction carry no id of their own: the stream's is it. */
function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
