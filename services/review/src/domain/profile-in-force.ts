import { holdingAt } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';

/** The profile that a plan is put under, and from when. */
export type Following = { readonly jurisdiction: string; readonly effectiveFrom: Instant };

/** The jurisdiction whose profile holds for a plan at an instant: that of its opening, or of the latest change that has begun. */
export function jurisdictionOf(
  { jurisdiction, following = [] }: { readonly jurisdiction: string; readonly following?: readonly Following[] },
  at: Instant,
): string {
  return holdingAt(following, at)?.jurisdiction ?? jurisdiction;
}
