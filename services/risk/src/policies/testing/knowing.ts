import { specMeta } from '@carethread/event-sourcing/testing';
import type { SpecReader } from '@carethread/runtime/testing';
import { NO_FACTS, NO_PLAN, type KnownPlan, type RiskFacts } from '../../domain/facts.js';
import type { RestrictionState } from '../../domain/restriction/state.js';
import type { RiskState } from '../../domain/risk-assessment/state.js';

/** The id of every message in these specifications, and the person and instant of each. */
export const MESSAGE = specMeta.id;
export const PERSON = specMeta.personId ?? '';
export const NOW = specMeta.recordedAt;

/** A provider's plan; synthetic. */
export const plan: KnownPlan = { ...NO_PLAN, planKind: 'provider', organisationId: 'O' };

interface Streams {
  readonly risks?: Readonly<Record<string, Partial<RiskState>>>;
  readonly restrictions?: Readonly<Record<string, Partial<RestrictionState>>>;
}

/** What risk knows of the person, and the person's risks and restrictions. */
export function knowing(facts: Partial<RiskFacts> = {}, { risks = {}, restrictions = {} }: Streams = {}) {
  const states: Readonly<Record<string, unknown>> = Object.fromEntries<unknown>([
    ...Object.entries(risks).map(([id, state]) => [`riskAssessment-${id}`, { state: 'concluded', ...state }] as const),
    ...Object.entries(restrictions).map(
      ([id, state]) => [`restriction-${id}`, { authorisations: [], ...state }] as const,
    ),
  ]);
  return { initial: NO_FACTS, facts: { [PERSON]: { ...NO_FACTS, ...facts } }, states } satisfies SpecReader;
}
