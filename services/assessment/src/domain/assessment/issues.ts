import { toInstant } from '@carethread/calendar';
import { canonicalJson, type Instant } from '@carethread/ledger';

/** One finding set right. */
export type Correction = {
  readonly findingId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** A local day, which stands for its midnight, or an instant. */
  readonly effectiveFrom: string;
  /** The issue that held when it was recorded; of before corrections were ordered by effect, the one that it brought. */
  readonly issue: number;
  /** The issues that it brought; absent on what was stored before corrections were ordered by effect. */
  readonly issues?: readonly number[];
};

interface Found {
  readonly findingId: string;
  readonly statement?: string;
}

/** One content that an assessment has, or had: an issue number names one content. */
interface Issue {
  readonly issueNo: number;
  readonly content: string;
}

/** R11: findings as they hold at an instant. Of two corrections of one the one effective later holds; of one instant the one recorded later. */
export function findingsAt<Finding extends Found>(
  findings: readonly Finding[],
  corrections: readonly Correction[],
  at: Instant,
): readonly Finding[] {
  return heldBy(corrections, at).reduce(corrected, findings);
}

/** The corrections that hold at an instant, in the order of their effect. */
export function heldBy(corrections: readonly Correction[], at: Instant): readonly Correction[] {
  return corrections
    .filter((one) => effectOf(one) <= at)
    .toSorted((a, b) => (effectOf(a) < effectOf(b) ? -1 : effectOf(a) > effectOf(b) ? 1 : 0));
}

/** The number of what an assessment says at an instant. */
export function issueAt(findings: readonly Found[], corrections: readonly Correction[], at: Instant): number {
  const content = contentOf(findingsAt(findings, corrections, at));
  return issuesOf(findings, corrections).findLast((one) => one.content === content)?.issueNo ?? 1;
}

/** The numbers of the contents that a further correction gives an assessment and that it has not had, in the order of their effect. */
export function issuesBroughtBy(
  findings: readonly Found[],
  corrections: readonly Correction[],
  further: Correction,
): readonly number[] {
  const known = issuesOf(findings, corrections).length;
  return issuesOf(findings, [...corrections, further])
    .slice(known)
    .map(({ issueNo }) => issueNo);
}

/** Whether an assessment would say anything else at any instant. */
export function changesAnything(
  findings: readonly Found[],
  corrections: readonly Correction[],
  further: Correction,
): boolean {
  return [further, ...corrections]
    .map(effectOf)
    .some(
      (at) =>
        contentOf(findingsAt(findings, corrections, at)) !==
        contentOf(findingsAt(findings, [...corrections, further], at)),
    );
}

/** Every issue of an assessment, in the order in which they came to be. */
function issuesOf(findings: readonly Found[], corrections: readonly Correction[]): readonly Issue[] {
  const issues: Issue[] = [{ issueNo: 1, content: contentOf(findings) }];
  // What was stored with its number keeps it, and no other content has one of these.
  const before = corrections.filter(({ issues: brought }) => brought === undefined).map(({ issue }) => issue);
  corrections.forEach((correction, index) => {
    const applied = corrections.slice(0, index + 1);
    if (correction.issues === undefined)
      issues.push({ issueNo: correction.issue, content: contentOf(applied.reduce(corrected, findings)) });
    contentsOf(findings, applied)
      .filter((content) => !issues.some((known) => known.content === content))
      .forEach((content, place) => {
        const next = Math.max(...before, ...issues.map(({ issueNo }) => issueNo)) + 1;
        issues.push({ issueNo: correction.issues?.[place] ?? next, content });
      });
  });
  return issues;
}

/** How an assessment reads over time: one content for each stretch between the effects of its corrections. */
function contentsOf(findings: readonly Found[], corrections: readonly Correction[]): readonly string[] {
  const instants = [...new Set(corrections.map(effectOf))].sort();
  return [...new Set(['', ...instants].map((at) => contentOf(findingsAt(findings, corrections, at))))];
}

function effectOf({ effectiveFrom }: Correction): Instant {
  return toInstant(effectiveFrom);
}

function corrected<Finding extends Found>(
  findings: readonly Finding[],
  { findingId, to }: Correction,
): readonly Finding[] {
  return findings.map((one) => (one.findingId === findingId ? { ...one, statement: to } : one));
}

function contentOf(findings: readonly Found[]): string {
  return canonicalJson(findings.map(({ findingId, statement }) => ({ findingId, statement: statement ?? null })));
}
