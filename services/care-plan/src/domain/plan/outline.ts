import { isDate } from '@carethread/contracts';
import type { EvolveTable } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { withheldAt, type Scope } from '@carethread/withholding';
import type { PlanContent } from './content.js';
import type { PlanEvent } from './events.js';
import { upcomingAt, versionAt, type Begun } from './in-force.js';
import type { Opened, Published } from './payloads.js';
import { actionsOf } from './provided.js';
import type { PlanState, Proposal } from './state.js';
import { afterPublication, resumedBy, suspendedBy } from './suspension.js';
import type { Suspension } from './suspended.js';

/** What lists know of content: nothing that somebody wrote. */
interface Reading {
  readonly actionIds: readonly string[];
  readonly nextReviewBy?: string;
}
type OutlinedVersion = Begun & Reading & { readonly provisional: boolean };

/** A plan as lists over many people know it: how it stands and what is to be done about it, without its content. */
export interface PlanOutline {
  readonly state: PlanState['state'];
  readonly opened?: Pick<Opened, 'planKind' | 'organisationId' | 'episodeId'>;
  readonly closed?: { readonly reason: string; readonly closedAt: Instant };
  /** Whether it says something that was not proposed. */
  readonly draft: { readonly revision: number; readonly waits: boolean };
  readonly proposal?: Pick<Proposal, 'proposalNo' | 'state' | 'effectiveFrom' | 'refusedCode'> & Reading;
  /** A version that takes the place of another without being proposed. */
  readonly replacement?: Reading & { readonly versionNo: number };
  readonly versions: readonly OutlinedVersion[];
  readonly suspensions: readonly Suspension[];
  /** When its versions or suspensions last changed: lists are filtered by how it stood then. */
  readonly at: Instant;
}

export const NO_OUTLINE: PlanOutline = {
  state: 'none',
  draft: { revision: 0, waits: false },
  versions: [],
  suspensions: [],
  at: '',
};

type Outlines = EvolveTable<PlanOutline, PlanEvent>;
const same = (outline: PlanOutline): PlanOutline => outline;

const folds: Outlines = {
  CarePlanOpened: (outline, { payload: { planKind, organisationId, episodeId } }) => ({
    ...outline,
    state: 'draft',
    opened: present({ planKind, organisationId, episodeId }),
  }),
  DraftSaved: (outline, { payload: { draftRevision } }) => ({
    ...outline,
    draft: { revision: draftRevision, waits: true },
  }),
  DraftRebased: (outline, { payload: { draftRevision } }) => ({
    ...outline,
    draft: { ...outline.draft, revision: draftRevision },
  }),
  PlanVersionProposed: (outline, { payload: { proposalNo, content, effectiveFrom } }) => ({
    ...outline,
    draft: { ...outline.draft, waits: false },
    proposal: present({ proposalNo, state: 'proposed' as const, effectiveFrom, ...readingOf(content) }),
  }),
  ProposalReturned: (outline, { payload: { proposalNo } }) => withProposal(outline, proposalNo, { state: 'returned' }),
  PublicationRefused: (outline, { payload: { proposalNo, code } }) =>
    withProposal(outline, proposalNo, { refusedCode: code }),
  PlanReplaced: (outline, { payload: { versionNo, content = {} } }) => ({
    ...outline,
    replacement: { versionNo, ...readingOf(content) },
  }),
  ProvisionalPlanPublished: (outline, { payload, meta }) => ({
    ...published(outline, payload, readingOf(payload.content), meta.recordedAt),
    state: 'provisional',
  }),
  PlanVersionPublished: (outline, { payload, meta }) => {
    const { proposal, replacement } = outline;
    const replaced = replacement?.versionNo === payload.versionNo ? replacement : undefined;
    const proposed = proposal?.proposalNo === payload.proposalNo ? proposal : undefined;
    const next = published(outline, payload, proposed ?? replaced ?? NOTHING_READ, meta.recordedAt);
    return withProposal({ ...next, state: 'active' }, payload.proposalNo, { state: 'published' });
  },
  PlanSuspended: (outline, event) => ({
    ...outline,
    at: event.meta.recordedAt,
    suspensions: suspendedBy(outline.suspensions, event),
  }),
  PlanResumed: (outline, event) => ({
    ...outline,
    at: event.meta.recordedAt,
    suspensions: resumedBy(outline.suspensions, event),
  }),
  CarePlanClosed: (outline, { payload: { reason, closedAt }, meta }) => ({
    ...withProposal(outline, outline.proposal?.proposalNo, { state: 'returned' }),
    state: 'closed',
    closed: { reason, closedAt },
    versions: outline.versions.map((one) => overtaken(one, meta.recordedAt)),
  }),
  PlanTakenUp: same,
  NarrativeSimilar: same,
  SourcePlanSuperseded: same,
  PlanVersionSuperseded: same,
  ProfileChangeApproved: same,
  PlanProfileChanged: same,
  AmendmentIncomplete: same,
  AgreedChangesPostponed: same,
  PlanContentDiverged: same,
  PlanDiscussionRecorded: same,
  InvolvementRecorded: same,
  AccessNoticeGiven: same,
  RenditionAdded: same,
  RiskLinkedToPlan: same,
  // Care is not set right but amended, and neither is the day of the next review.
  PlanCorrectionRecorded: same,
  PersonStatementAttached: same,
};

/** The outline after one more event. */
export const outlines = folds;

const NOTHING_READ: Reading = { actionIds: [] };

function readingOf(content: PlanContent): Reading {
  const { nextReviewBy } = content;
  return present<Reading>({
    actionIds: actionsOf(content),
    nextReviewBy: typeof nextReviewBy === 'string' && isDate(nextReviewBy) ? nextReviewBy : undefined,
  });
}

function published(
  outline: PlanOutline,
  payload: Published,
  { actionIds, nextReviewBy }: Reading,
  publishedAt: Instant,
): PlanOutline {
  const { versionNo, effectiveFrom } = payload;
  const provisional = 'consentBasis' in payload;
  const version: OutlinedVersion = present({ versionNo, effectiveFrom, provisional, actionIds, nextReviewBy });
  return {
    ...outline,
    at: publishedAt,
    versions: [...outline.versions.map((one) => overtaken(one, publishedAt, versionNo)), version],
    suspensions: provisional ? outline.suspensions : afterPublication(outline.suspensions, publishedAt),
  };
}

/** What has not begun by then never does. */
function overtaken(version: OutlinedVersion, at: Instant, by?: number): OutlinedVersion {
  return version.overtaken === undefined && version.effectiveFrom > at
    ? { ...version, overtaken: present({ by, at }) }
    : version;
}

function withProposal(
  outline: PlanOutline,
  proposalNo: number | undefined,
  change: Partial<Pick<Proposal, 'state' | 'refusedCode'>>,
): PlanOutline {
  const { proposal } = outline;
  if (proposal === undefined || proposal.proposalNo !== proposalNo) return outline;
  return proposal.state === 'proposed' || change.state === undefined
    ? { ...outline, proposal: { ...proposal, ...change } }
    : outline;
}

/** How an outlined plan stands at an instant. */
export function standingOf(outline: PlanOutline, at: Instant) {
  const current = versionAt(outline, at);
  const upcoming = upcomingAt(outline, at);
  const withheld: Scope =
    outline.suspensions.length === 0 ? [] : withheldAt(outline.suspensions, at, current?.actionIds ?? []);
  const runs = outline.state === 'active' || outline.state === 'provisional';
  const state = runs && withheld === 'whole' ? ('suspended' as const) : outline.state;
  return { state, withheld, current, upcoming };
}
