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
};

function pick(payload: Payload, ...names: readonly string[]): Payload {
  return Object.fromEntries(names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])));
}
