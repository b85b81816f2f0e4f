import type { Publisher } from '@carethread/service-kit';

type Payload = Parameters<Publisher>[0]['payload'];

export const publish: Readonly<Record<string, Publisher>> = {
  RiskAssessed: ({ payload }) => ({
    type: 'risk.risk-assessed.v1',
    clear: pick(payload, 'riskId', 'version', 'contentHash'),
    sealed: pick(payload, 'planId', 'actionIds', 'conclusion', 'reviewOn'),
  }),
  RiskOutcomeRecorded: ({ payload, meta }) => ({
    type: 'risk.risk-outcome-recorded.v1',
    clear: { riskId: meta.stream.slice('riskAssessment-'.length) },
    sealed: payload,
  }),
  RiskClosed: ({ payload }) => ({ type: 'risk.risk-closed.v1', clear: pick(payload, 'riskId') }),
  RestrictionAuthorised: ({ payload, meta }) => ({
    type: 'risk.restriction-authorised.v1',
    clear: { restrictionId: restrictionOf(meta), ...pick(payload, 'from', 'to') },
    sealed: pick(payload, 'scheme', 'authorityRef', 'conditions', 'urgent'),
  }),
  RestrictionExpired: ({ meta }) => ({
    type: 'risk.restriction-expired.v1',
    clear: { restrictionId: restrictionOf(meta), expiredAt: meta.recordedAt },
  }),
  RestrictionEnded: ({ payload, meta }) => ({
    type: 'risk.restriction-ended.v1',
    clear: { restrictionId: restrictionOf(meta), endedAt: meta.recordedAt },
    sealed: pick(payload, 'reason'),
  }),
};

/** Its events carry no id of their own: the stream's is it. */
function restrictionOf({ stream }: { readonly stream: string }): string {
  return stream.slice('restriction-'.length);
}

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}
