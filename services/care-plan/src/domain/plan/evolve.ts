import { withoutApproval } from '@carethread/approvals';
import type { RecordedOf } from '@carethread/event-sourcing';
import type { PlanEvent, PlanState, Proposal, Published } from './events.js';
import { profileHolding } from './profile.js';
import { afterPublication, resumedBy, suspendedBy } from './suspension.js';
import { isForTaking } from './take-up.js';

export function evolve(state: PlanState, event: RecordedOf<PlanEvent>): PlanState {
  switch (event.type) {
    case 'CarePlanOpened':
      return {
        ...state,
        state: 'draft',
        opened: event.payload,
        ...(isForTaking(event) ? { awaitsAuthor: true } : {}),
      };
    case 'PlanTakenUp':
      return { ...state, awaitsAuthor: false };
    case 'DraftSaved':
      return {
        ...state,
        draft: { ...state.draft, ...event.payload.content },
        draftRevision: event.payload.draftRevision,
      };
    case 'NarrativeSimilar':
      return state;
    case 'ProfileChangeApproved':
      return { ...state, profileApprovals: [...state.profileApprovals, event.payload] };
    case 'PlanProfileChanged': {
      const { profile, laws, effectiveFrom, key } = event.payload;
      return {
        ...state,
        profileApprovals: key === undefined ? state.profileApprovals : withoutApproval(state.profileApprovals, key),
        profileChanges: [...state.profileChanges, { profile, laws, effectiveFrom }],
      };
    }
    case 'PlanReplaced':
      return { ...state, replacements: [...state.replacements, event.payload] };
    case 'PlanContentDiverged': {
      const { versionNo, issueNo } = event.payload;
      return { ...state, diverged: [...state.diverged, { versionNo, issueNo }] };
    }
    case 'PlanDiscussionRecorded':
      return { ...state, discussions: state.discussions + 1 };
    case 'InvolvementRecorded':
      return { ...state, involvement: state.involvement + 1 };
    case 'AccessNoticeGiven':
      return { ...state, accessNotice: true };
    case 'PlanVersionProposed': {
      const proposal: Proposal = {
        ...event.payload,
        state: 'proposed',
        refusedCode: undefined,
        proposedAt: event.meta.recordedAt,
        signOff: undefined,
      };
      const earlier = state.proposals.map((one) =>
        one.state === 'proposed' ? { ...one, state: 'returned' as const } : one,
      );
      return { ...state, proposals: [...earlier, proposal] };
    }
    case 'ProposalReturned':
      return withProposal(state, event.payload.proposalNo, { state: 'returned' });
    case 'RenditionAdded':
      return { ...state, renditions: [...state.renditions, event.payload] };
    case 'PublicationRefused':
      return withProposal(state, event.payload.proposalNo, { refusedCode: event.payload.code });
    case 'ProvisionalPlanPublished': {
      const { content, salts } = event.payload;
      return {
        ...published(
          state,
          event.payload,
          event.meta.recordedAt,
          { content, salts, author: event.meta.actor.user },
          true,
        ),
        state: 'provisional',
      };
    }
    case 'PlanVersionPublished': {
      const proposal = state.proposals.find(({ proposalNo }) => proposalNo === event.payload.proposalNo);
      const next = published(
        state,
        event.payload,
        event.meta.recordedAt,
        proposal ?? unsigned(state, event.payload),
        false,
      );
      return withProposal(
        {
          ...next,
          state: 'active',
          suspensions: afterPublication(state.suspensions, event.meta.recordedAt),
        },
        event.payload.proposalNo,
        { state: 'published', refusedCode: undefined },
      );
    }
    case 'PlanVersionSuperseded': {
      const { versionNo, supersededAt } = event.payload;
      return {
        ...state,
        versions: state.versions.map((version) =>
          version.versionNo === versionNo ? { ...version, supersededAt } : version,
        ),
      };
    }
    case 'RiskLinkedToPlan':
      return { ...state, risks: { ...state.risks, [event.payload.riskId]: event.payload.version } };
    case 'PlanCorrectionRecorded': {
      const issued = new Map(event.payload.issues.map(({ versionNo, issueNo }) => [versionNo, issueNo]));
      return {
        ...state,
        corrections: [...state.corrections, { ...event.payload, recordedAt: event.meta.recordedAt }],
        versions: state.versions.map((version) => ({
          ...version,
          issueNo: issued.get(version.versionNo) ?? version.issueNo,
        })),
      };
    }
    case 'PlanSuspended':
      return { ...state, suspensions: suspendedBy(state.suspensions, event) };
    case 'PlanResumed':
      return { ...state, suspensions: resumedBy(state.suspensions, event) };
    case 'PersonStatementAttached':
      return { ...state, statements: [...state.statements, event.payload] };
    case 'CarePlanClosed':
      return { ...state, state: 'closed' };
  }
}

function withProposal(state: PlanState, proposalNo: number, change: Partial<Proposal>): PlanState {
  return {
    ...state,
    proposals: state.proposals.map((one) => (one.proposalNo === proposalNo ? { ...one, ...change } : one)),
  };
}

/** What was published without a proposal: a replacement that reads the same, whose content came with it. */
function unsigned(
  { replacements }: PlanState,
  { versionNo }: Published,
): Pick<Proposal, 'content' | 'salts' | 'author'> {
  const { content = {}, salts = {}, by = '' } = replacements.find((one) => one.versionNo === versionNo) ?? {};
  return { content, salts, author: by };
}

function published(
  state: PlanState,
  payload: Published,
  publishedAt: string,
  of: Pick<Proposal, 'content' | 'salts' | 'author'> & Partial<Pick<Proposal, 'changes' | 'reason'>>,
  provisional: boolean,
): PlanState {
  const { versionNo, proposalNo, contentHash, effectiveFrom, cause, changeSummary } = payload;
  const replaced = state.replacements.find((one) => one.versionNo === versionNo);
  const version = {
    versionNo,
    proposalNo,
    contentHash,
    effectiveFrom,
    cause,
    changeSummary,
    provisional,
    publishedAt,
    content: of.content,
    salts: of.salts,
    author: of.author,
    changes: of.changes ?? [],
    reason: of.reason,
    supersededAt: undefined,
    issueNo: 1,
    profile: state.opened === undefined ? undefined : profileHolding(state.opened, state, effectiveFrom).profile,
    ...(replaced === undefined
      ? {}
      : { replacesVersionNo: replaced.replacesVersionNo, amendmentsFolded: replaced.amendmentsFolded }),
  };
  return { ...state, versions: [...state.versions, version] };
}
