import { answerOf } from '@carethread/http-api';
import { filled } from '@carethread/ledger';
import type { PlanState } from '../../domain/plan/state.js';
import type { Version } from '../../domain/plan/events.js';
import { asEffectiveAt, standingOf, successorOf } from '../../domain/plan/in-force.js';

/** CPA-39: stands on every version that is shown. */
const NOTICE = 'This plan reflects the time at which it was prepared; what is known now may differ.';

/** The head of a version as it stands at an instant: its issue and that one's hash, and whether it is in force. */
export function shownVersion(state: PlanState, version: Version, now: string) {
  const { content: _, salts: __, overtaken, correctionIds, reason: ___, proposalNo: ____, profile, ...head } = version;
  const { issueNo, contentHash } = asEffectiveAt(state, version, now);
  const status = standingOf(state, version, now);
  const next = successorOf(state, version);
  return answerOf({
    ...head,
    issueNo,
    contentHash,
    preparedOn: version.publishedAt,
    notice: NOTICE,
    status,
    profile,
    correctionIds: filled(correctionIds),
    supersededAt: next?.effectiveFrom,
    supersededBy: next?.versionNo,
    overtakenAt: overtaken?.at,
    overtakenBy: overtaken?.by,
    banner: status === 'superseded' || status === 'overtaken' ? status : undefined,
  });
}
