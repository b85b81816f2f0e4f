import { withoutApproval } from '@carethread/approvals';
import { evolveWith, type EvolveTable, type RecordedOf } from '@carethread/event-sourcing';
import { correctedWith, rebasedOn, saved } from './draft.js';
import type { PlanEvent } from './events.js';
import { withPublished } from './issues.js';
import { changesOf, postponedAfter, postponedWith, triedWith } from './postponed.js';
import type { Outstanding, PlanState, Proposal } from './state.js';
import { afterPublication, resumedBy, suspendedBy } from './suspension.js';
import { isForTaking } from './take-up.js';

export const evolve: EvolveTable<PlanState, PlanEvent> = {
  CarePlanOpened: (state, event) => {
    const opened: PlanState = { ...state, state: 'draft', opened: event.payload };
    return isForTaking(event) ? { ...opened, awaitsAuthor: true } : opened;
  },
  PlanTakenUp: (state) => ({ ...state, awaitsAuthor: false }),
  DraftSaved: (state, { payload: { content, draftRevision } }) => ({
    ...state,
    ...saved(state, content),
    draftRevision,
  }),
  DraftRebased: (state, { payload: { draftRevision } }) => ({ ...state, draftRevision }),
  NarrativeSimilar: (state) => state,
  SourcePlanSuperseded: (state) => state,
  // What supersedes what follows from the versions themselves, whatever was stored beside them (R10).
  PlanVersionSuperseded: (state) => state,
  ProfileChangeApproved: (state, { payload }) => ({
    ...state,
    profileApprovals: [...state.profileApprovals, payload],
  }),
  AmendmentIncomplete: (state, event) => {
    const { pending, changes, cause } = event.payload;
    const postponed = triedWith(state, changes, pending === true);
    const incomplete = [...(state.incomplete ?? []), { ...outstanding(event, state), cause }];
    if (pending !== true) return { ...state, postponed, incomplete };
    const others = without(changes, changesOf(state.postponed ?? []));
    return { ...state, postponed, incomplete, agreed: [...without(state.agreed, others), ...others] };
  },
  AgreedChangesPostponed: (state, event) => {
    const { planId: _, ...one } = event.payload;
    const putOff = [...(state.putOff ?? []), outstanding(event, state)];
    return { ...state, postponed: postponedWith(state, one), putOff };
  },
  PlanProfileChanged: (state, { payload: { profile, laws, effectiveFrom, key } }) => ({
    ...state,
    profileApprovals: key === undefined ? state.profileApprovals : withoutApproval(state.profileApprovals, key),
    profileChanges: [...state.profileChanges, { profile, laws, effectiveFrom }],
  }),
  PlanReplaced: (state, { payload }) => ({ ...state, replacements: [...state.replacements, payload] }),
  PlanContentDiverged: (state, { payload: { versionNo, issueNo } }) => ({
    ...state,
    diverged: [...state.diverged, { versionNo, issueNo }],
  }),
  PlanDiscussionRecorded: (state, { payload: { participants, reason } }) => ({
    ...state,
    discussions: state.discussions + 1,
    discussed: {
      participants: [...state.discussed.participants, ...participants],
      reason: state.discussed.reason || reason !== undefined,
    },
  }),
  InvolvementRecorded: (state) => ({ ...state, involvement: state.involvement + 1 }),
  AccessNoticeGiven: (state) => ({ ...state, accessNotice: true }),
  PlanVersionProposed: (state, { payload, meta }) => {
    const proposal: Proposal = {
      ...payload,
      state: 'proposed',
      proposedAt: meta.recordedAt,
      correctionsSeen: state.corrections.length,
    };
    return { ...state, proposals: [...withoutOpen(state), proposal], draftProposed: state.draft };
  },
  ProposalReturned: (state, { payload: { proposalNo } }) => withProposal(state, proposalNo, { state: 'returned' }),
  RenditionAdded: (state, { payload }) => ({ ...state, renditions: [...state.renditions, payload] }),
  PublicationRefused: (state, { payload: { proposalNo, code } }) =>
    withProposal(state, proposalNo, { refusedCode: code }),
  ProvisionalPlanPublished: (state, event) => ({ ...published(state, event), state: 'provisional' }),
  PlanVersionPublished: (state, event) => {
    const { payload, meta } = event;
    const next = published(state, event);
    const { changes = [] } = state.proposals.find(({ proposalNo }) => proposalNo === payload.proposalNo) ?? {};
    return withProposal(
      {
        ...next,
        state: 'active',
        suspensions: afterPublication(state.suspensions, meta.recordedAt),
        agreed: without(state.agreed, changes),
        postponed: postponedAfter(next, changes, meta.recordedAt),
      },
      payload.proposalNo,
      { state: 'published', refusedCode: undefined },
    );
  },
  RiskLinkedToPlan: (state, { payload: { riskId, version } }) => ({
    ...state,
    risks: { ...state.risks, [riskId]: version },
  }),
  PlanCorrectionRecorded: (state, { payload, meta }) => {
    const corrected = { ...state, corrections: [...state.corrections, { ...payload, recordedAt: meta.recordedAt }] };
    return { ...corrected, ...correctedWith(corrected) };
  },
  PlanSuspended: (state, event) => ({ ...state, suspensions: suspendedBy(state.suspensions, event) }),
  PlanResumed: (state, event) => ({ ...state, suspensions: resumedBy(state.suspensions, event) }),
  PersonStatementAttached: (state, { payload }) => ({ ...state, statements: [...state.statements, payload] }),
  CarePlanClosed: (state, { payload: { reason, closedAt }, meta }) => ({
    ...state,
    state: 'closed',
    // Nobody signs it any more.
    proposals: withoutOpen(state),
    closed: { reason, closedAt },
    // What has not begun never does.
    versions: state.versions.map((one) =>
      one.overtaken === undefined && one.effectiveFrom > meta.recordedAt
        ? { ...one, overtaken: { at: meta.recordedAt } }
        : one,
    ),
  }),
};

/** The state after one more event, for rules that look at what they are about to decide. */
export function evolved(state: PlanState, event: RecordedOf<PlanEvent>): PlanState {
  return evolveWith({ evolve }, state, event);
}

/** A proposal that is open is returned as soon as another takes its place, or the plan is closed. */
function withoutOpen({ proposals }: PlanState): readonly Proposal[] {
  return proposals.map((one) => (one.state === 'proposed' ? { ...one, state: 'returned' } : one));
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
