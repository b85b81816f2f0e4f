import { contentHash, type Instant, present } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { corrected, same, valueAt } from './correction-place.js';
import type { PlanEvent, Published } from './events.js';
import type { PlanState, Proposal } from './state.js';
import { profileHolding } from './profile.js';
import type { RawContent, RecordedCorrection, Version, Versions } from './version.js';

/** A version as it reads at an instant: its content with the corrections that hold by then. */
export interface VersionInForce {
  readonly versionNo: number;
  readonly issueNo: number;
  readonly contentHash: string;
  readonly content: PlanContent;
}

/** One content that a version has, or had: an issue number names one content, by its hash. */
export interface Issue extends VersionInForce {
  readonly salts: Readonly<Record<string, string>>;
  /** The correction that brought it; absent on the first. */
  readonly correctionId?: string;
  readonly recordedAt: Instant;
  /** Its hash was stored with the correction; one that an older correction brought beside its own was computed here. */
  readonly stored: boolean;
}

/** Of the versions known and not overtaken, the one with the greatest effectiveFrom at or before E; on a tie the greatest number. */
export function versionAt({ versions }: Pick<Versions, 'versions'>, effectiveAt: Instant): Version | undefined {
  return holding(versions)
    .filter(({ effectiveFrom }) => effectiveFrom <= effectiveAt)
    .at(-1);
}

/** The version that has been published and has not begun; publishing overtakes every earlier one, so that there is one at most. */
export function upcomingAt({ versions }: Pick<Versions, 'versions'>, now: Instant): Version | undefined {
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

/** Every issue of a version, in the order in which they came to be. */
export function issuesOf({ corrections }: Pick<Versions, 'corrections'>, version: Version): readonly Issue[] {
  const kept = computed.get(corrections) ?? new WeakMap<Version, readonly Issue[]>();
  computed.set(corrections, kept);
  const found = kept.get(version) ?? issuedOf(version, corrections);
  kept.set(version, found);
  return found;
}

/** Computed once for each version and each further correction; a fold makes another list of either when it adds one. */
const computed = new WeakMap<readonly RecordedCorrection[], WeakMap<Version, readonly Issue[]>>();

function issuedOf(version: Version, corrections: readonly RecordedCorrection[]): readonly Issue[] {
  const { versionNo } = version;
  const issues: Issue[] = [
    {
      versionNo,
      issueNo: 1,
      contentHash: version.contentHash,
      content: opened(version.content),
      salts: version.salts,
      recordedAt: version.publishedAt,
      stored: true,
    },
  ];
  const applied: RecordedCorrection[] = [];
  for (const correction of correctionsOf(version, corrections)) {
    applied.push(correction);
    const salts = { ...correction.salts, ...version.salts };
    const named = correction.issues.filter((one) => one.versionNo === versionNo);
    const about = { versionNo, salts, correctionId: correction.correctionId, recordedAt: correction.recordedAt };
    if (correction.byRecording === true)
      for (const { issueNo, contentHash: hash } of named)
        issues.push({
          ...about,
          issueNo,
          contentHash: hash,
          stored: true,
          content: inOrderOfRecording(version, applied),
        });
    for (const content of contentsOf(version, applied).filter(
      (one) => !issues.some((known) => same(known.content, one)),
    )) {
      const stored = correction.byRecording === true ? undefined : named[issues.filter(isOf(correction)).length];
      issues.push({
        ...about,
        content,
        issueNo: stored?.issueNo ?? (issues.at(-1)?.issueNo ?? 1) + 1,
        contentHash: stored?.contentHash ?? hashOf(content, salts),
        stored: stored !== undefined,
      });
    }
  }
  return issues;
}

const isOf =
  ({ correctionId, recordedAt }: RecordedCorrection) =>
  (issue: Issue): boolean =>
    issue.correctionId === correctionId && issue.recordedAt === recordedAt;

/** The contents that a further correction would give a version and that it has not had, in the order of their effect. */
export function newContentsOf(
  { corrections }: Versions,
  version: Version,
  further: RecordedCorrection,
): readonly PlanContent[] {
  const known = issuesOf({ corrections }, version);
  return contentsOf(version, [...correctionsOf(version, corrections), further]).filter(
    (content) => !known.some((issue) => same(issue.content, content)),
  );
}

/** How a version reads over time, from its beginning on: one content for each stretch between the effects of its corrections. */
export function contentsOf(version: Version, applied: readonly RecordedCorrection[]): readonly PlanContent[] {
  const instants = applied.map(({ effectiveFrom }) => effectiveFrom).filter((at) => at > version.effectiveFrom);
  return [version.effectiveFrom, ...new Set(instants.sort())]
    .map((at) => readAt(version, applied, at))
    .filter((content, index, all) => all.findIndex((one) => same(one, content)) === index);
}

/** The corrections of a version, those that its content holds already among them, in the order in which they were recorded. */
export function correctionsOf(
  { versionNo, correctionIds }: Version,
  corrections: readonly RecordedCorrection[],
): readonly RecordedCorrection[] {
  return corrections.filter(
    ({ appliesToVersions, correctionId }) =>
      appliesToVersions.includes(versionNo) || correctionIds.includes(correctionId),
  );
}

/** R11: corrections hold in the order of their effect; of the same instant the one recorded later comes after. */
function readAt(version: Version, applied: readonly RecordedCorrection[], at: Instant): PlanContent {
  return inOrderOfEffect(applied)
    .filter(({ effectiveFrom, correctionId }) => effectiveFrom <= at || version.correctionIds.includes(correctionId))
    .reduce(corrected, opened(version.content));
}

export function inOrderOfEffect(applied: readonly RecordedCorrection[]): readonly RecordedCorrection[] {
  return applied.toSorted((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0,
  );
}

function inOrderOfRecording(version: Version, applied: readonly RecordedCorrection[]): PlanContent {
  return applied.reduce(corrected, opened(version.content));
}

/**
 * R1: content that is laid over a version keeps the facts that were set right in it: a value that a correction replaced does not
 * come back by being written once more, only by another correction.
 */
export function keepingCorrections({ corrections }: Versions, version: Version, content: PlanContent): PlanContent {
  const applied = inOrderOfEffect(correctionsOf(version, corrections));
  const now = applied.reduce(corrected, opened(version.content));
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
  const now = inOrderOfEffect(applied).reduce(corrected, opened(version.content));
  return [
    ...new Set(
      applied
        .filter(({ field }) => same(valueAt(field, content), valueAt(field, now)))
        .map(({ correctionId }) => correctionId),
    ),
  ];
}

/** The versions with one more: each earlier one that has not begun is overtaken, and never holds. */
export function withPublished(state: PlanState, payload: Published, { publishedAt, author }: By): readonly Version[] {
  const { versionNo, proposalNo, contentHash: hash, effectiveFrom, cause, causes, changeSummary } = payload;
  const replaced = state.replacements.find((one) => one.versionNo === versionNo);
  const proposal = state.proposals.find((one) => one.proposalNo === proposalNo);
  const signed = { ...(proposal ?? replaced), ...provisionalOf(payload) };
  const version: Version = present({
    versionNo,
    proposalNo,
    contentHash: hash,
    effectiveFrom,
    cause,
    changeSummary,
    publishedAt,
    provisional: 'consentBasis' in payload,
    content: (signed.content ?? {}) as unknown as RawContent,
    salts: signed.salts ?? {},
    author: 'consentBasis' in payload ? author : (proposal?.author ?? replaced?.by ?? ''),
    changes: proposal?.changes ?? [],
    reason: proposal?.reason,
    correctionIds: signed.correctionIds ?? [],
    profile: state.opened === undefined ? undefined : profileHolding(state.opened, state, effectiveFrom).profile,
    causes,
    basedOnVersion: replaced?.replacesVersionNo ?? proposal?.basedOnVersion,
    replacesVersionNo: replaced?.replacesVersionNo,
    amendmentsFolded: replaced?.amendmentsFolded,
  });
  const earlier = state.versions.map((one) =>
    one.overtaken === undefined && one.effectiveFrom > publishedAt
      ? { ...one, overtaken: { by: versionNo, at: publishedAt } }
      : one,
  );
  return [...earlier, version];
}

interface By {
  readonly publishedAt: Instant;
  readonly author: string;
}

/** A provisional plan brings its content with it; a version has that of its proposal, or of the replacement that it is. */
function provisionalOf(
  payload: Published | Extract<PlanEvent, { type: 'ProvisionalPlanPublished' }>['payload'],
): Partial<Pick<Proposal, 'content' | 'salts' | 'correctionIds'>> {
  return 'consentBasis' in payload ? { content: payload.content, salts: payload.salts, correctionIds: [] } : {};
}

/** The versions that hold at some instant, in the order in which they come into force. */
function holding(versions: readonly Version[]): readonly Version[] {
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

export type Standing = 'inForce' | 'upcoming' | 'superseded' | 'overtaken';

export function standingOf(state: Pick<Versions, 'versions'>, version: Version, now: Instant): Standing {
  if (version.overtaken !== undefined) return 'overtaken';
  if (version.effectiveFrom > now) return 'upcoming';
  const next = successorOf(state, version);
  return next !== undefined && next.effectiveFrom <= now ? 'superseded' : 'inForce';
}

function opened(content: RawContent): PlanContent {
  return content as unknown as PlanContent;
}

/** Empty where a section's salt is gone: then no content can have that hash. */
export function hashOf(content: PlanContent, salts: Readonly<Record<string, string>>): string {
  try {
    return contentHash(content, salts);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}
