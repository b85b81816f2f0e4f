import type { Instant } from '@carethread/ledger';
import type { KnownPlan } from '../facts.js';

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
