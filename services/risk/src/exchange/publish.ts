import {
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
import type { JsonObject } from '@carethread/ledger';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import type { RiskEvent } from '../domain/risk-assessment/events.js';

/** What risk publishes. */
export const publish = publishes<RiskEvent | RestrictionEvent>()({
  RiskAssessed: ({ payload }) =>
    emit(RiskAssessed, {
      ...pick(payload, 'riskId', 'version', 'contentHash', 'planId', 'organisationId', 'actionIds'),
      ...pick(payload, 'conclusion', 'reviewOn', 'domain', 'managementPlan'),
      hazard: hazardOf(payload.content),
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

function hazardOf({ weighing }: JsonObject): string | undefined {
  return ((weighing ?? {}) as { readonly hazard?: string }).hazard;
}

/** Events of a restriction carry no id of their own: the stream's is it. */
function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
