import type { Scope } from '@carethread/withholding';
import type { Instant, Json, JsonObject } from '@carethread/ledger';
import { items, itemId, withChange, type PlanContent } from './content.js';
import type { PlanState, Version } from './events.js';

/** A version as it reads at an instant: its content with the corrections that hold by then. */
export interface VersionInForce {
  readonly versionNo: number;
  readonly issueNo: number;
  readonly content: PlanContent;
}

/** The version with the greatest effectiveFrom at or before E; on a tie the greatest number (model §8.2). */
export function versionAt(state: PlanState, effectiveAt: Instant): Version | undefined {
  return state.versions
    .filter(({ effectiveFrom }) => effectiveFrom <= effectiveAt)
    .reduce<Version | undefined>(
      (best, version) =>
        best === undefined ||
        version.effectiveFrom > best.effectiveFrom ||
        (version.effectiveFrom === best.effectiveFrom && version.versionNo > best.versionNo)
          ? version
          : best,
      undefined,
    );
}

/** Field by field the latest correction that is effective by E (model §8.5). */
export function asEffectiveAt(state: PlanState, version: Version, effectiveAt: Instant): VersionInForce {
  const applied = state.corrections.filter(
    ({ appliesToVersions, effectiveFrom }) =>
      appliesToVersions.includes(version.versionNo) && effectiveFrom <= effectiveAt,
  );
  return {
    versionNo: version.versionNo,
    issueNo: 1 + applied.length,
    content: applied.reduce(corrected, version.content),
  };
}

/** One fact set right: `section`, `section.member`, or an item's field as `<itemId>.<field>`; a list gains what it lacks. */
export function corrected(
  content: PlanContent,
  { field, to }: { readonly field: string; readonly to: Json },
): PlanContent {
  const [head = '', member] = field.split('.');
  const present = content[head];
  if (member === undefined) {
    const adds = Array.isArray(present) && !Array.isArray(to);
    return { ...content, [head]: adds ? [...(present as readonly Json[]), to] : to };
  }
  if (present === undefined || (typeof present === 'object' && !Array.isArray(present)))
    return { ...content, [head]: { ...(present as JsonObject | undefined), [member]: to } };
  return withChange(content, { itemId: head, field: member, to });
}

/** Version content for those who act on it: actions without consent are marked, so that nobody provides them (C9). */
// snippet: withheld
export function withWithheld(content: PlanContent, withheld: Scope): PlanContent {
  if (withheld !== 'whole' && withheld.length === 0) return content;
  const marked = items(content, 'actions').map((action) =>
    withheld === 'whole' || withheld.includes(itemId('actions', action) ?? '')
      ? { ...action, doNotProvide: true }
      : action,
  );
  return { ...content, actions: marked };
}
// end of snippet
