import type { Decided } from '@carethread/event-sourcing';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type LinkRisk = { readonly type: 'LinkRisk'; readonly riskId: string; readonly version: number };

export function linkRisk({ riskId, version }: LinkRisk, { risks }: PlanState): readonly Decided<PlanEvent>[] {
  return (risks[riskId] ?? 0) >= version ? [] : [{ type: 'RiskLinkedToPlan', payload: { riskId, version } }];
}
