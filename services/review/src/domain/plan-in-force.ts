import type { PlanHoldings } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';
import type { KnownPlan } from './facts.js';

/** A version of a plan as review knows it. */
export type KnownVersion = {
  readonly versionNo: number;
  readonly publishedAt: Instant;
  readonly effectiveFrom: Instant;
};

/** Which version holds at an instant: each publication has overtaken the versions before it that had not begun by then (R10). */
export function versionInForce({ versions = [], versionNo }: KnownPlan, at: Instant): number {
  const standing = versions.filter(
    (one) => !versions.some((later) => later.versionNo > one.versionNo && one.effectiveFrom > later.publishedAt),
  );
  const begun = standing
    .filter(({ effectiveFrom }) => effectiveFrom <= at)
    .sort((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom) || one.versionNo - other.versionNo);
  // Of plans published before their versions were noted, the last one is known.
  return begun.at(-1)?.versionNo ?? (versions.length === 0 ? versionNo : 0);
}

/** What a change may name: the items that the plan holds; undefined where it was published before they were told. */
export function itemsOf({ holdings }: KnownPlan): PlanHoldings | undefined {
  return holdings;
}

/** Whether the plan pursues an outcome or a goal. */
export function isPursued(id: string, plan: KnownPlan | undefined): boolean {
  if (plan === undefined) return false;
  const { outcomeIds, holdings } = plan;
  return (
    outcomeIds.includes(id) ||
    holdings === undefined ||
    holdings['goals']?.includes(id) === true ||
    holdings['outcomes']?.includes(id) === true
  );
}
