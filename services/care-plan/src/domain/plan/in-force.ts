import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { same, corrected, valueAt } from './correction-place.js';
import { type VersionInForce, readAt, correctionsOf, issuesOf, inOrderOfEffect, contentWith } from './issues.js';
import type { Versions, Version } from './version.js';

/** What says when a version holds. */
export type Begun = Pick<Version, 'versionNo' | 'effectiveFrom' | 'overtaken'>;

export type Standing = 'inForce' | 'upcoming' | 'superseded' | 'overtaken';

/** Of the versions known and not overtaken, the one with the greatest effectiveFrom at or before E; on a tie the greatest number. */
export function versionAt<Of extends Begun>(
  { versions }: { readonly versions: readonly Of[] },
  effectiveAt: Instant,
): Of | undefined {
  return holding(versions)
    .filter(({ effectiveFrom }) => effectiveFrom <= effectiveAt)
    .at(-1);
}

/** The version that has been published and has not begun; publishing overtakes every earlier one, so that there is one at most. */
export function upcomingAt<Of extends Begun>(
  { versions }: { readonly versions: readonly Of[] },
  now: Instant,
): Of | undefined {
  return holding(versions).find(({ effectiveFrom }) => effectiveFrom > now);
}

/** The one rule for what holds: the version in force at an instant, with the corrections that hold by then. */
export function inForceAt(state: Versions, effectiveAt: Instant): VersionInForce | undefined {
  const version = versionAt(state, effectiveAt);
  return version === undefined ? undefined : asEffectiveAt(state, version, effectiveAt);
}

/** How a version reads at an instant; one that has not begun reads as it will when it does. */
export function asEffectiveAt({ corrections }: Versions, version: Version, effectiveAt: Instant): VersionInForce {
  const at = effectiveAt < version.effectiveFrom ? version.effectiveFrom : effectiveAt;
  const content = readAt(version, correctionsOf(version, corrections), at);
  const issue = issuesOf({ corrections }, version).findLast((one) => same(one.content, content));
  return {
    versionNo: version.versionNo,
    issueNo: issue?.issueNo ?? 1,
    contentHash: issue?.contentHash ?? version.contentHash,
    content,
  };
}

/**
 * R1: content that is laid over a version keeps the facts that were set right in it: a value that a correction replaced does not
 * come back by being written once more, only by another correction.
 */
export function keepingCorrections({ corrections }: Versions, version: Version, content: PlanContent): PlanContent {
  const applied = inOrderOfEffect(correctionsOf(version, corrections));
  const now = contentWith(version, applied);
  const issues = issuesOf({ corrections }, version);
  return applied.reduce((kept, correction) => {
    const { field, from } = correction;
    // Of several corrections of one field each replaced what the ones before had made of it.
    const replaced = [from, ...issues.map((issue) => valueAt(field, issue.content))];
    const holds = valueAt(field, now);
    return replaced.some((value) => same(value, valueAt(field, kept))) && !same(holds, valueAt(field, kept))
      ? corrected(kept, { field: correction.field, to: holds })
      : kept;
  }, content);
}

/** The corrections of a version that content laid over it still says as they set them right. */
export function carriedBy({ corrections }: Versions, version: Version, content: PlanContent): readonly string[] {
  const applied = correctionsOf(version, corrections);
  const now = contentWith(version, inOrderOfEffect(applied));
  return [
    ...new Set(
      applied
        .filter(({ field }) => same(valueAt(field, content), valueAt(field, now)))
        .map(({ correctionId }) => correctionId),
    ),
  ];
}

/** The versions that hold at some instant, in the order in which they come into force. */
function holding<Of extends Begun>(versions: readonly Of[]): readonly Of[] {
  return versions
    .filter(({ overtaken }) => overtaken === undefined)
    .toSorted((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? a.versionNo - b.versionNo : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
    );
}

/** Versions in the order in which they come into force, without those that never do. */
export function successionOf({ versions }: Pick<Versions, 'versions'>): readonly Version[] {
  return holding(versions);
}

/** The version that comes into force after this one, and from when; none where it is the last, or never holds. */
export function successorOf({ versions }: Pick<Versions, 'versions'>, version: Version): Version | undefined {
  const all = holding(versions);
  const index = all.findIndex(({ versionNo }) => versionNo === version.versionNo);
  return index === -1 ? undefined : all[index + 1];
}

export function standingOf(state: Pick<Versions, 'versions'>, version: Version, now: Instant): Standing {
  if (version.overtaken !== undefined) return 'overtaken';
  if (version.effectiveFrom > now) return 'upcoming';
  const next = successorOf(state, version);
  return next !== undefined && next.effectiveFrom <= now ? 'superseded' : 'inForce';
}
