import type { Context, Decided } from '@carethread/event-sourcing';
import type { PlanEvent, Version } from './events.js';
import type { PlanState } from './state.js';
import { hashOf, issuesOf } from './issues.js';

/** An issue of a version whose content, made anew from the events, is not the one that was agreed. */
export type Divergence = {
  readonly versionNo: number;
  readonly issueNo: number;
  readonly storedHash: string;
  readonly rebuiltHash: string;
};

/** PLAT-02: every issue of a version whose hash, made anew from the events, is another than the one that was stored with it. */
export function divergences(version: Version, { corrections }: Pick<PlanState, 'corrections'>): readonly Divergence[] {
  return issuesOf({ corrections }, version)
    .filter(({ stored }) => stored)
    .flatMap(({ versionNo, issueNo, contentHash: storedHash, content, salts }) => {
      const rebuiltHash = hashOf(content, salts);
      return rebuiltHash === storedHash ? [] : [{ versionNo, issueNo, storedHash, rebuiltHash }];
    });
}

/** A rebuilt version was found to read otherwise than was agreed; whether it does is checked again. */
export type ReportDivergence = { readonly type: 'ReportDivergence'; readonly versionNo: number };

/** What was found to differ is recorded once for each issue; it is computed here again, so that nobody can claim it. */
export function reportDivergence(
  { versionNo }: ReportDivergence,
  state: PlanState,
  { id: planId }: Pick<Context, 'id'>,
): readonly Extract<Decided<PlanEvent>, { type: 'PlanContentDiverged' }>[] {
  return state.versions
    .filter((version) => version.versionNo === versionNo)
    .flatMap((version) => divergences(version, state))
    .filter(
      ({ issueNo }) => !state.diverged.some((known) => known.versionNo === versionNo && known.issueNo === issueNo),
    )
    .map((found) => ({ type: 'PlanContentDiverged', payload: { planId, ...found } }));
}
