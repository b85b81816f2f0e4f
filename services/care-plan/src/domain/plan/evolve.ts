import { withoutApproval } from '@carethread/approvals';
import type { RecordedOf } from '@carethread/event-sourcing';
import { correctedWith, rebasedOn, saved } from './draft.js';
import type { Outstanding, PlanState, Proposal } from './state.js';
import type { PlanEvent } from './events.js';
import { withPublished } from './in-force.js';
import { changesOf, postponedAfter, postponedWith, triedWith } from './postponed.js';
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
      return { ...state, ...saved(state, event.payload.content), draftRevision: event.payload.draftRevision };
    case 'DraftRebased':
      return { ...state, draftRevision: event.payload.draftRevision };
    case 'NarrativeSimilar':
    case 'SourcePlanSuperseded':
    case 'PlanVersionSuperseded':
      // What supersedes what follows from the versions themselves, whatever was stored beside them (R10).
      return state;
    case 'ProfileChangeApproved':
      return { ...state, profileApprovals: [...state.profileApprovals, event.payload] };
    case 'AmendmentIncomplete': {
      const { pending, changes, cause } = event.payload;
      const postponed = triedWith(state, changes, pending === true);
      const incomplete = [...(state.incomplete ?? []), { ...outstanding(event, state), cause }];
      if (pending !== true) return { ...state, postponed, incomplete };
      const others = without(changes, changesOf(state.postponed ?? []));
      return { ...state, postponed, incomplete, agreed: [...without(state.agreed, others), ...others] };
    }
    case 'AgreedChangesPostponed': {
      const { planId: _, ...one } = event.payload;
      const putOff = [...(state.putOff ?? []), outstanding(event, state)];
      return { ...state, postponed: postponedWith(state, one), putOff };
    }
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
      return {
        ...state,
        discussions: state.discussions + 1,
        discussed: {
          participants: [...state.discussed.participants, ...event.payload.participants],
          reason: state.discussed.reason || event.payload.reason !== undefined,
        },
      };
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
        correctionsSeen: state.corrections.length,
      };
      const earlier = state.proposals.map((one) =>
        one.state === 'proposed' ? { ...one, state: 'returned' as const } : one,
      );
      return { ...state, proposals: [...earlier, proposal], draftProposed: state.draft };
    }
    case 'ProposalReturned':
      return withProposal(state, event.payload.proposalNo, { state: 'returned' });
    case 'RenditionAdded':
      return { ...state, renditions: [...state.renditions, event.payload] };
    case 'PublicationRefused':
      return withProposal(state, event.payload.proposalNo, { refusedCode: event.payload.code });
    case 'ProvisionalPlanPublished':
      return { ...published(state, event), state: 'provisional' };
    case 'PlanVersionPublished': {
      const next = published(state, event);
      const proposal = state.proposals.find(({ proposalNo }) => proposalNo === event.payload.proposalNo);
      return withProposal(
        {
          ...next,
          state: 'active',
          suspensions: afterPublication(state.suspensions, event.meta.recordedAt),
          agreed: without(state.agreed, proposal?.changes ?? []),
          postponed: postponedAfter(next, proposal?.changes ?? [], event.meta.recordedAt),
        },
        event.payload.proposalNo,
        { state: 'published', refusedCode: undefined },
      );
    }
    case 'RiskLinkedToPlan':
      return { ...state, risks: { ...state.risks, [event.payload.riskId]: event.payload.version } };
    case 'PlanCorrectionRecorded': {
      const corrected = {
        ...state,
        corrections: [...state.corrections, { ...event.payload, recordedAt: event.meta.recordedAt }],
      };
      return { ...corrected, ...correctedWith(corrected) };
    }
    case 'PlanSuspended':
      return { ...state, suspensions: suspendedBy(state.suspensions, event) };
    case 'PlanResumed':
      return { ...state, suspensions: resumedBy(state.suspensions, event) };
    case 'PersonStatementAttached':
      return { ...state, statements: [...state.statements, event.payload] };
    case 'CarePlanClosed':
      return {
        ...state,
        state: 'closed',
        // Nobody signs it any more.
        proposals: state.proposals.map((one) => (one.state === 'proposed' ? { ...one, state: 'returned' } : one)),
        closed: { reason: event.payload.reason, closedAt: event.payload.closedAt },
        // What has not begun never does.
        versions: state.versions.map((one) =>
          one.overtaken === undefined && one.effectiveFrom > event.meta.recordedAt
            ? { ...one, overtaken: { at: event.meta.recordedAt } }
            : one,
        ),
      };
  }
}

function outstanding(
  { meta, payload }: Extract<RecordedOf<PlanEvent>, { type: 'AmendmentIncomplete' | 'AgreedChangesPostponed' }>,
  { proposals }: PlanState,
): Outstanding {
  return { id: meta.id, changes: payload.changes, proposals: proposals.length };
}

function withProposal(state: PlanState, proposalNo: number, change: Partial<Proposal>): PlanState {
  return {
    ...state,
    proposals: state.proposals.map((one) => (one.proposalNo === proposalNo ? { ...one, ...change } : one)),
  };
}

function published(
  state: PlanState,
  { payload, meta }: Extract<RecordedOf<PlanEvent>, { type: 'ProvisionalPlanPublished' | 'PlanVersionPublished' }>,
): PlanState {
  const versions = withPublished(state, payload, { publishedAt: meta.recordedAt, author: meta.actor.user });
  const next = { ...state, versions };
  const version = versions.at(-1);
  return version === undefined ? next : { ...next, ...rebasedOn(version, next) };
}

function without(agreed: PlanState['agreed'], settled: PlanState['agreed']): PlanState['agreed'] {
  return agreed.filter(({ changeId }) => !settled.some((one) => one.changeId === changeId));
}
