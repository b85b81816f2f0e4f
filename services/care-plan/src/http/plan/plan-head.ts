import { answerOf } from '@carethread/http-api';
import { filled } from '@carethread/ledger';
import { versionAt, upcomingAt, inForceAt } from '../../domain/plan/in-force.js';
import { profileHolding } from '../../domain/plan/profile.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from '../../domain/plan/replacement.js';
import type { PlanState } from '../../domain/plan/state.js';
import { withheldFrom, stateAt as standingAt, suspensionsAt } from '../../domain/plan/provided.js';
import { withWithheld } from '../../domain/plan/withheld.js';
import { shownVersion } from './shown-version.js';

/** The head of a plan (model §14): state, profile, draft, proposal, the version in force with its withheld actions marked. */
export function planHead(state: PlanState, now: string) {
  const { opened, draft, draftBase, draftConflicts, draftRevision, renditions, risks, statements } = state;
  const withheld = withheldFrom(state, now);
  const standing = standingAt(state, now);
  const current = versionAt(state, now);
  const upcoming = upcomingAt(state, now);
  const proposal = state.proposals.at(-1);
  const inForce = inForceAt(state, now);
  const holding = opened && { ...opened, ...profileHolding(opened, state, now) };
  const nextReviewBy = inForce?.content['nextReviewBy'];
  return answerOf({
    state: standing,
    closed: state.closed,
    ...holding,
    profileChanges: filled(state.profileChanges),
    draft: answerOf({
      revision: draftRevision,
      content: draft,
      basedOnVersion: draftBase.versionNo,
      conflicts: filled(draftConflicts),
      agreedChanges: filled(state.agreed),
      postponedChanges: state.postponed,
    }),
    proposal:
      proposal === undefined
        ? undefined
        : answerOf({
            no: proposal.proposalNo,
            state: proposal.state,
            contentHash: proposal.contentHash,
            content: proposal.content,
            changes: proposal.changes,
            cause: proposal.cause,
            causes: proposal.causes,
            basedOnVersion: proposal.basedOnVersion,
            correctionIds: proposal.correctionIds,
            notCarried: proposal.notCarried,
            overridden: proposal.overridden,
            effectiveFrom: proposal.effectiveFrom,
            refusedCode: proposal.refusedCode,
          }),
    versionNo: current === undefined || inForce === undefined ? undefined : current.versionNo,
    current:
      current === undefined || inForce === undefined
        ? undefined
        : {
            ...shownVersion(state, current, now),
            content: withWithheld(inForce.content, withheld),
          },
    upcoming:
      upcoming === undefined
        ? undefined
        : { ...shownVersion(state, upcoming, now), withheld: withheldFrom(state, upcoming.effectiveFrom) },
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
    banner: standing === 'suspended' ? 'suspended' : undefined,
    nextReviewBy: typeof nextReviewBy === 'string' ? nextReviewBy : undefined,
  });
}
