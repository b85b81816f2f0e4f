import type { JsonObject } from '@carethread/ledger';
import { versionAt, upcomingAt, inForceAt } from '../../domain/plan/in-force.js';
import { profileHolding } from '../../domain/plan/profile.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from '../../domain/plan/replacement.js';
import type { PlanState } from '../../domain/plan/state.js';
import { withheldFrom, stateAt as standingAt, suspensionsAt } from '../../domain/plan/suspension.js';
import { withWithheld } from '../../domain/plan/withheld.js';
import { shownVersion } from './shown-version.js';

/** The head of a plan (model §14): state, profile, draft, proposal, the version in force with its withheld actions marked. */
export function planHead(state: PlanState, now: string): JsonObject {
  const { opened, draft, draftBase, draftConflicts, draftRevision, renditions, risks, statements } = state;
  const withheld = withheldFrom(state, now);
  const standing = standingAt(state, now);
  const current = versionAt(state, now);
  const upcoming = upcomingAt(state, now);
  const proposal = state.proposals.at(-1);
  const inForce = inForceAt(state, now);
  const nextReviewBy = inForce?.content['nextReviewBy'];
  return {
    state: standing,
    ...(state.closed === undefined ? {} : { closed: state.closed }),
    ...(opened === undefined ? {} : { ...opened, ...profileHolding(opened, state, now) }),
    ...(state.profileChanges.length === 0 ? {} : { profileChanges: state.profileChanges }),
    draft: {
      revision: draftRevision,
      content: draft,
      ...(draftBase.versionNo === undefined ? {} : { basedOnVersion: draftBase.versionNo }),
      ...(draftConflicts.length === 0 ? {} : { conflicts: draftConflicts }),
      ...(state.agreed.length === 0 ? {} : { agreedChanges: state.agreed }),
      ...(state.postponed === undefined ? {} : { postponedChanges: state.postponed }),
    },
    ...(proposal === undefined
      ? {}
      : {
          proposal: {
            no: proposal.proposalNo,
            state: proposal.state,
            contentHash: proposal.contentHash,
            content: proposal.content,
            changes: proposal.changes,
            cause: proposal.cause,
            ...(proposal.causes === undefined ? {} : { causes: proposal.causes }),
            ...(proposal.basedOnVersion === undefined ? {} : { basedOnVersion: proposal.basedOnVersion }),
            ...(proposal.correctionIds === undefined ? {} : { correctionIds: proposal.correctionIds }),
            ...(proposal.notCarried === undefined ? {} : { notCarried: proposal.notCarried }),
            ...(proposal.overridden === undefined ? {} : { overridden: proposal.overridden }),
            ...(proposal.effectiveFrom === undefined ? {} : { effectiveFrom: proposal.effectiveFrom }),
            ...(proposal.refusedCode === undefined ? {} : { refusedCode: proposal.refusedCode }),
          },
        }),
    ...(current === undefined || inForce === undefined
      ? {}
      : {
          versionNo: current.versionNo,
          current: {
            ...shownVersion(state, current, now),
            content: withWithheld(inForce.content, withheld),
          },
        }),
    ...(upcoming === undefined
      ? {}
      : {
          upcoming: { ...shownVersion(state, upcoming, now), withheld: withheldFrom(state, upcoming.effectiveFrom) },
        }),
    renditions,
    riskLinks: Object.entries(risks).map(([riskId, version]) => ({ riskId, version })),
    statements,
    withheld,
    suspensions: suspensionsAt(state, now),
    consentPending: current?.provisional === true,
    amendments: {
      sinceCleanIssue: amendmentsSinceCleanIssue(state),
      replacementOffered: isHeavilyAmended(state, now),
    },
    ...(standing === 'suspended' ? { banner: 'suspended' } : {}),
    ...(typeof nextReviewBy === 'string' ? { nextReviewBy } : {}),
  };
}
