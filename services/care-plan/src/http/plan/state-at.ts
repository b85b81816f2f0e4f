import type { RequestContext } from '@carethread/http-api';
import { instantFrom } from '@carethread/runtime';
import { carePlan } from '../../domain/plan/decider.js';
import { withVersions } from '../../domain/plan/handed-over.js';
import type { PlanState } from '../../domain/plan/state.js';
import type { LoadedPlan } from './loaded-plan.js';

/**
 * A plan as it was known at an instant, and the instant at which it is to hold: now by default. An answer whose instant
 * moves on with the clock is not final, however long ago it was known.
 */
export async function stateAt(
  ask: RequestContext,
  knownAt: string | undefined,
  effectiveAt: string | undefined,
  { until, opened }: Pick<LoadedPlan, 'until' | 'opened'>,
): Promise<{ state: PlanState; known: string; effective: string; final: boolean }> {
  const { knownAt: settled, final } = await ask.settledAt(knownAt);
  const known = until !== undefined && settled > until ? until : settled;
  const effective = effectiveAt === undefined ? ask.now : instantFrom('effectiveAt', effectiveAt);
  // Corrections hold from their own instant, so the fold takes all that was known and the answer looks at what holds.
  const { state } = await ask.read.history(carePlan, ask.params['id'] ?? '', known);
  if (opened === undefined) return { state, known, effective, final: final && effectiveAt !== undefined };
  // A day that has not come may yet open another version to them.
  const isPast = effectiveAt !== undefined && effective <= ask.now;
  return { state: withVersions(state, opened), known, effective, final: final && isPast };
}
