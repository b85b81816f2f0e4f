import { keptAs } from '@carethread/event-sourcing';
import { type Instant, present, contentHash } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { same, corrected } from './correction-place.js';
import type { PlanEvent } from './events.js';
import type { Published } from './payloads.js';
import { profileHolding } from './profile.js';
import type { PlanState, Proposal } from './state.js';
import type { RecordedCorrection, Version, RawContent, Versions } from './version.js';

interface By {
  readonly publishedAt: Instant;
  readonly author: string;
}

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

/** Computed once for each version and each further correction; a fold makes another list of either when it adds one. */
const computed = new WeakMap<readonly RecordedCorrection[], WeakMap<Version, readonly Issue[]>>();

const isOf =
  ({ correctionId, recordedAt }: RecordedCorrection) =>
  (issue: Issue): boolean =>
    issue.correctionId === correctionId && issue.recordedAt === recordedAt;

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
    content: keptAs<RawContent>(signed.content ?? {}),
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

/** A provisional plan brings its content with it; a version has that of its proposal, or of the replacement that it is. */
function provisionalOf(
  payload: Published | Extract<PlanEvent, { type: 'ProvisionalPlanPublished' }>['payload'],
): Partial<Pick<Proposal, 'content' | 'salts' | 'correctionIds'>> {
  return 'consentBasis' in payload ? { content: payload.content, salts: payload.salts, correctionIds: [] } : {};
}

/** Every issue of a version, in the order in which they came to be. */
export function issuesOf({ corrections }: Pick<Versions, 'corrections'>, version: Version): readonly Issue[] {
  const kept = computed.get(corrections) ?? new WeakMap<Version, readonly Issue[]>();
  computed.set(corrections, kept);
  const found = kept.get(version) ?? issuedOf(version, corrections);
  kept.set(version, found);
  return found;
}

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
export function readAt(version: Version, applied: readonly RecordedCorrection[], at: Instant): PlanContent {
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

/** A version's content with these corrections made in it, in this order. */
export function contentWith(version: Version, inOrder: readonly RecordedCorrection[]): PlanContent {
  return inOrder.reduce(corrected, opened(version.content));
}

function opened(content: RawContent): PlanContent {
  return keptAs<PlanContent>(content);
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
