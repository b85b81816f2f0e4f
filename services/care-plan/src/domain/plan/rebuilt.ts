import type { Decided } from '@carethread/event-sourcing';
import { contentHash, type JsonObject } from '@carethread/ledger';
import type { PlanEvent, PlanState, Version } from './events.js';
import { corrected } from './in-force.js';

/** An issue of a version whose content, made anew from the events, is not the one that was agreed. */
export type Divergence = {
  readonly versionNo: number;
  readonly issueNo: number;
  readonly storedHash: string;
  readonly rebuiltHash: string;
};

/** PLAT-02: every issue of a version whose hash, made anew from the events, is another than the one that was stored with it. */
export function divergences(version: Version, { corrections }: Pick<PlanState, 'corrections'>): readonly Divergence[] {
  const { versionNo } = version;
  const issues = [{ issueNo: 1, content: version.content, salts: version.salts, storedHash: version.contentHash }];
  let { content } = version;
  for (const correction of corrections) {
    const issue = correction.issues.find((one) => one.versionNo === versionNo);
    if (issue === undefined) continue;
    content = corrected(content, correction);
    issues.push({
      issueNo: issue.issueNo,
      content,
      salts: { ...correction.salts, ...version.salts },
      storedHash: issue.contentHash,
    });
  }
  return issues.flatMap(({ issueNo, storedHash, ...issue }) => {
    const rebuiltHash = hashOf(issue.content, issue.salts);
    return rebuiltHash === storedHash ? [] : [{ versionNo, issueNo, storedHash, rebuiltHash }];
  });
}

/** What was found to differ is recorded once for each issue; it is computed here again, so that nobody can claim it. */
export function reportDivergence(
  versionNo: number,
  state: PlanState,
  planId: string,
): readonly Extract<Decided<PlanEvent>, { type: 'PlanContentDiverged' }>[] {
  return state.versions
    .filter((version) => version.versionNo === versionNo)
    .flatMap((version) => divergences(version, state))
    .filter(
      ({ issueNo }) => !state.diverged.some((known) => known.versionNo === versionNo && known.issueNo === issueNo),
    )
    .map((found) => ({ type: 'PlanContentDiverged', payload: { planId, ...found } }));
}

/** Empty where a section's salt is gone: then no content can have that hash. */
function hashOf(content: JsonObject, salts: Readonly<Record<string, string>>): string {
  try {
    return contentHash(content, salts);
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}
