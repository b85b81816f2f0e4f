import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { type RequestContext } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import type { PlanState } from '../../domain/plan/state.js';
import type { Version } from '../../domain/plan/events.js';
import { divergences, type Divergence } from '../../domain/plan/rebuilt.js';

/**
 * PLAT-02: a version that is shown was rebuilt from its events; where it reads otherwise than was agreed, that is recorded (and
 * becomes an incident) before it is shown, with a header that says so. It is shown all the same: somebody may need it now.
 */
export async function verified(
  { issue, params, warn }: RequestContext,
  personId: string,
  version: Version,
  state: PlanState,
): Promise<Readonly<Record<string, string>>> {
  const found = foundOnce(version, state);
  if (found.length === 0) return {};
  const planId = params['id'] ?? '';
  const { versionNo } = version;
  const issues = found.map(({ issueNo }) => issueNo);
  const commandId = uuidV5('content-diverged', planId, versionNo, ...issues);
  warn('a rebuilt version is not the one that was agreed', { plan: planId, versionNo });
  await issue('rebuild', send(carePlan, planId, { type: 'ReportDivergence', versionNo }, { personId }), commandId);
  return { 'X-Content-Verified': 'false' };
}

/** A cached version was rebuilt once, and is compared once; a correction makes another of it. */
const compared = new WeakMap<Version, readonly Divergence[]>();

function foundOnce(version: Version, state: PlanState): readonly Divergence[] {
  const found = compared.get(version) ?? divergences(version, state);
  compared.set(version, found);
  return found;
}
