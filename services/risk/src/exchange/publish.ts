import { emit, pick, publishes } from '@carethread/runtime';
import type { JsonObject } from '@carethread/ledger';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import type { RiskEvent } from '../domain/risk-assessment/events.js';

export const publish = publishes<RiskEvent | RestrictionEvent>()({
  RiskAssessed: ({ payload }) =>
    emit('risk.risk-assessed.v1', pick(payload, 'riskId', 'version', 'contentHash'), {
      ...pick(payload, 'planId', 'organisationId', 'actionIds', 'conclusion', 'reviewOn', 'domain', 'managementPlan'),
      ...hazardOf(payload.content),
    }),
  RiskOutcomeRecorded: ({ payload, meta }) =>
    emit('risk.risk-outcome-recorded.v1', { riskId: meta.stream.slice('riskAssessment-'.length) }, payload),
  RiskClosed: ({ payload }) => emit('risk.risk-closed.v1', pick(payload, 'riskId')),
  RestrictionConsentAsked: ({ payload }) =>
    emit('risk.restriction-consent-asked.v1', pick(payload, 'restrictionId', 'askNo', 'contentHash')),
  RestrictionAuthorised: ({ payload, meta }) =>
    emit(
      'risk.restriction-authorised.v1',
      { restrictionId: restrictionOf(meta), ...pick(payload, 'from', 'to') },
      pick(payload, 'scheme', 'authorityRef', 'conditions', 'urgent', 'measure'),
    ),
  RestrictionExpired: ({ meta }) =>
    emit('risk.restriction-expired.v1', { restrictionId: restrictionOf(meta), expiredAt: meta.recordedAt }),
  RestrictionWithheld: ({ meta }) =>
    emit('risk.restriction-withheld.v1', { restrictionId: restrictionOf(meta), withheldAt: meta.recordedAt }),
  RestrictionEnded: ({ payload, meta }) =>
    emit(
      'risk.restriction-ended.v1',
      { restrictionId: restrictionOf(meta), endedAt: payload.endedAt ?? meta.recordedAt },
      pick(payload, 'reason'),
    ),
});

function hazardOf({ weighing }: JsonObject): { readonly hazard?: string } {
  const { hazard } = (weighing ?? {}) as { readonly hazard?: string };
  return hazard === undefined ? {} : { hazard };
}

/** Its events carry no id of their own: the stream's is it. */
function restrictionOf({ stream }: { readonly stream: string }): string {
  return stream.slice('restriction-'.length);
}
