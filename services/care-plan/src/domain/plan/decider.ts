import { refuse } from '@carethread/contracts';
import { dueAt, localDate } from '@carethread/calendar';
import {
  type Context,
  type Decided,
  type Decider,
  heldByOpener,
  heldWithPlan,
  isAttached,
  needsAttachment,
} from '@carethread/event-sourcing';
import { present, type Json } from '@carethread/ledger';
import { toldOn } from '../bounds.js';
import type { CarePlanFacts } from '../facts.js';
import { proposeAfterMeeting, type ProposeAfterMeeting } from './after-meeting.js';
import { close, type ClosePlan } from './close.js';
import { mustBeSound } from './completeness.js';
import type { PlanContent } from './content.js';
import { correct, type RecordCorrection } from './correct.js';
import { evolve } from './evolve.js';
import { NO_PLAN, type Opened, type PlanEvent, type PlanState, type Rendition } from './events.js';
import { asEffectiveAt } from './in-force.js';
import {
  recordAccessNotice,
  recordDiscussion,
  recordInvolvement,
  type RecordAccessNotice,
  type RecordDiscussion,
  type RecordInvolvement,
} from './involvement.js';
import { OPENERS } from './openers.js';
import { changeProfile, profileNamed, type ChangeProfile } from './profile.js';
import {
  beganMeanwhile,
  wakesOfPostponed,
  wakesOfProposal,
  type ProposeAnew,
  type ProposePostponed,
} from './postponed.js';
import { proposePostponed, unsigned } from './propose-postponed.js';
import type { ProposeVersion } from './proposal.js';
import { proposeAgreed, proposeAnew, type ProposeAgreedChanges } from './propose-agreed.js';
import { propose } from './propose.js';
import { emergencyOf, publishProvisional, type PublishProvisional } from './provisional.js';
import { publish, type PublishVersion } from './publish.js';
import { after, rebasing } from './rebase.js';
import { reportDivergence } from './rebuilt.js';
import { replace, type ReplacePlan } from './replacement.js';
import { resume, suspend, type ResumePlan, type SuspendPlan } from './suspension.js';
import { takenUp } from './take-up.js';

type PlanContext = Context<CarePlanFacts>;

export type PlanCommand =
  | {
      readonly type: 'OpenPlan';
      readonly planKind: string;
      readonly organisationId?: string;
      readonly episodeId?: string;
      readonly profile?: Json;
      readonly derivedFrom?: { readonly id: string; readonly version: number };
      readonly sourceAssessment?: { readonly id: string; readonly version: number };
    }
  | {
      readonly type: 'SaveDraft';
      readonly content: PlanContent;
      /** Keyed hashes of the longer texts, and the sections whose text stands in another person's plan word for word. */
      readonly marks?: readonly string[];
      readonly similar?: readonly string[];
    }
  | RecordDiscussion
  | RecordInvolvement
  | RecordAccessNotice
  | ProposeVersion
  | ProposeAgreedChanges
  | ProposePostponed
  | ProposeAnew
  | ProposeAfterMeeting
  /** The council's plan that this one was derived from has a later version. */
  | { readonly type: 'NoteSourceSuperseded'; readonly source: string; readonly version: number }
  | { readonly type: 'ReturnProposal'; readonly proposalNo: number; readonly because: string }
  | PublishVersion
  | ChangeProfile
  | ReplacePlan
  /** A rebuilt version was found to read otherwise than was agreed; whether it does is looked at again. */
  | { readonly type: 'ReportDivergence'; readonly versionNo: number }
  | PublishProvisional
  | ({ readonly type: 'AddRendition' } & Omit<Rendition, 'issueNo'>)
  | { readonly type: 'LinkRisk'; readonly riskId: string; readonly version: number }
  | RecordCorrection
  | SuspendPlan
  | ResumePlan
  | { readonly type: 'AttachStatement'; readonly about: string; readonly statement: string }
  | ClosePlan;

/** R38: what is agreed, begun or held back; facts are set right, statements attached and plans closed after a death as before. */
const NOTHING_AFTER_DEATH: readonly PlanCommand['type'][] = [
  'OpenPlan',
  'ProposeVersion',
  'ProposeAgreedChanges',
  'ProposePostponed',
  'ProposeAnew',
  'ProposeAfterMeeting',
  'PublishVersion',
  'PublishProvisional',
  'ReplacePlan',
  'ChangeProfile',
  'SuspendPlan',
  'ResumePlan',
];

export const carePlan: Decider<PlanState, PlanCommand, PlanEvent> = {
  category: 'carePlan',
  keyClass: 'socialCare',
  holder: ({ opened }, by) => (opened === undefined ? heldByOpener(by) : heldWithPlan(by.id)),
  initial: NO_PLAN,
  edits: ['CarePlanOpened', 'DraftSaved', 'DraftRebased'],
  // A correction of before they were ordered by effect has one issue, of all that was recorded by then.
  schemas: { PlanCorrectionRecorded: 2 },
  upcast: { PlanCorrectionRecorded: { 1: (payload) => ({ ...payload, byRecording: true }) } },
  evolve,
  wakes: (state) => [...wakesOfProposal(state), ...wakesOfPostponed(state)],
  needs: (command, state, { actor }) => {
    const organisationId =
      command.type === 'OpenPlan' ? (command.organisationId ?? actor.organisationId) : state.opened?.organisationId;
    return {
      ...(organisationId === undefined ? {} : { subjects: [organisationId] }),
      ...(command.type === 'AddRendition' ? needsAttachment(command.attachmentHash) : {}),
      ...(command.type === 'PublishProvisional' ? emergencyOf(state) : {}),
    };
  },
  decide: (command, state, context: PlanContext) => {
    if (context.facts.deceased && NOTHING_AFTER_DEATH.includes(command.type)) refuse('STATE_CONFLICT', ['deceased']);
    if (command.type === 'OpenPlan') return open(command, state, context);
    const opened = state.opened ?? refuse('NOT_FOUND');
    if (command.type === 'ReportDivergence') return reportDivergence(command.versionNo, state, context.id);
    if (command.type === 'ClosePlan') return close(command, state, context);
    if (state.state === 'closed' && command.type !== 'RecordCorrection' && command.type !== 'AttachStatement')
      return refuseClosed(command);
    switch (command.type) {
      case 'SaveDraft':
        return saveDraft(command, state);
      case 'RecordDiscussion':
        return [recordDiscussion(command, context)];
      case 'RecordInvolvement':
        return [recordInvolvement(command, context)];
      case 'RecordAccessNotice':
        return [recordAccessNotice(command, context)];
      case 'ProposeVersion':
        return propose(command, state, opened, context);
      case 'ProposeAgreedChanges':
        return proposeAgreed(command, state, opened, context);
      case 'ProposeAnew':
        return beganMeanwhile(state, context.now) ? proposeAnew(state, opened, context) : [];
      case 'ProposePostponed':
        return proposePostponed(state, opened, context);
      case 'ProposeAfterMeeting':
        return proposeAfterMeeting(state, opened, context);
      case 'NoteSourceSuperseded':
        return sourceSuperseded(command, state, opened, context.id);
      case 'ReturnProposal': {
        const { proposalNo, because } = command;
        const found = state.proposals.find((one) => one.proposalNo === proposalNo);
        if (found?.state !== 'proposed') return [];
        return [
          { type: 'ProposalReturned', payload: { proposalNo, because } },
          ...unsigned(found, because, state, opened, context.id),
        ];
      }
      case 'PublishVersion':
        return publish(command, state, opened, context);
      case 'ChangeProfile':
        return changeProfile(command, state, opened, context);
      case 'ReplacePlan':
        return replacePlan(command, state, opened, context);
      case 'PublishProvisional':
        return publishProvisional(command, state, opened, context);
      case 'AddRendition': {
        const { type: _, ...rendition } = command;
        const known =
          rendition.proposalNo !== undefined
            ? state.proposals.some(({ proposalNo }) => proposalNo === rendition.proposalNo)
            : state.versions.some(({ versionNo }) => versionNo === rendition.versionNo);
        if (!known) refuse('NOT_FOUND');
        if (!isAttached(rendition.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
        const version = state.versions.find(({ versionNo }) => versionNo === rendition.versionNo);
        const issueNo = version === undefined ? 1 : asEffectiveAt(state, version, context.now).issueNo;
        return [{ type: 'RenditionAdded', payload: { ...rendition, issueNo, planId: context.id } }];
      }
      case 'LinkRisk':
        return (state.risks[command.riskId] ?? 0) >= command.version
          ? []
          : [{ type: 'RiskLinkedToPlan', payload: { riskId: command.riskId, version: command.version } }];
      case 'RecordCorrection': {
        const corrected = correct(command, state, opened, context);
        return [...corrected, ...rebasing(state, after(corrected, state, context))];
      }
      case 'SuspendPlan':
        return suspend(command, state, context);
      case 'ResumePlan':
        return resume(command, state, context);
      case 'AttachStatement': {
        const { about, statement } = command;
        toldOn(context.occurredAt, 'occurredAt', context);
        const replyDueAt = dueAt(context.occurredAt, 'P1M');
        return [
          {
            type: 'PersonStatementAttached',
            payload: { statementId: context.newId('statement'), about, statement, replyDueAt },
          },
        ];
      }
    }
  },
};

function refuseClosed(command: PlanCommand): readonly never[] {
  const { type } = command;
  const told = 'cause' in command && command.cause === 'consent';
  // On a closed plan, commands from policies are ignored; people's are refused.
  const late = ['LinkRisk', 'NoteSourceSuperseded', 'ProposePostponed', 'ProposeAnew', 'ProposeAfterMeeting'].includes(
    type,
  );
  return late || told ? [] : refuse('STATE_CONFLICT', ['closed']);
}

function open(
  command: Extract<PlanCommand, { type: 'OpenPlan' }>,
  state: PlanState,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  if (state.state !== 'none') return takenUp(state, context);
  const { planKind, episodeId, derivedFrom, sourceAssessment } = command;
  const organisationId = command.organisationId ?? context.actor.organisationId;
  if (OPENERS[planKind]?.includes(context.actor.role) !== true) refuse('ROLE_NOT_PERMITTED');
  if (organisationId === undefined) return refuse('MALFORMED', ['/organisationId: is required']);
  if (
    context.actor.role !== 'SY' &&
    context.actor.organisationId !== undefined &&
    context.actor.organisationId !== organisationId
  )
    refuse('NOT_FOUND');
  const { organisation } = context.about(organisationId);
  const { profile, laws } = profileNamed(
    command.profile ?? organisation?.jurisdiction ?? 'ENG',
    localDate(context.now),
  );
  if (derivedFrom !== undefined && context.facts.plans[derivedFrom.id] === undefined)
    refuse('REFERENCE_NOT_FOUND', ['derivedFrom']);
  if (sourceAssessment !== undefined) mustBeCompleted(sourceAssessment, context.facts);
  mustServe(episodeId, organisationId, context);
  const councilNeeds = derivedFrom === undefined ? [] : needsOf(derivedFrom, context.facts);
  const rulePacks = [
    ...(planKind === 'provider' && organisation?.councilOperated === true ? ['CITY'] : []),
    ...(planKind === 'cpa' ? ['CPA'] : []),
  ];
  const payload: Opened = present({
    planId: context.id,
    planKind,
    organisationId,
    profile,
    laws,
    rulePacks,
    councilNeeds,
    episodeId,
    derivedFrom,
    sourceAssessment,
  });
  const newest = derivedFrom === undefined ? undefined : context.facts.plans[derivedFrom.id]?.versionNo;
  return [
    { type: 'CarePlanOpened', payload },
    ...(derivedFrom !== undefined && newest !== undefined && newest > derivedFrom.version
      ? [superseded(context.id, derivedFrom, newest)]
      : []),
  ];
}

/** The service is one of the organisation that opens the plan; R17: what is opened under no service would be closed at once. */
function mustServe(episodeId: string | undefined, organisationId: string, { facts, actor }: PlanContext): void {
  if (episodeId === undefined) return;
  const known = facts.episodes[episodeId];
  if (actor.role !== 'SY' && known?.providerId !== organisationId) refuse('REFERENCE_NOT_FOUND', ['episodeId']);
  if (known?.ended !== undefined) refuse('STATE_CONFLICT', ['ended']);
}

/** R28: what a plan starts from is a completed assessment of the person; one of their carer counts for nothing. */
function mustBeCompleted(
  { id, version }: NonNullable<Opened['sourceAssessment']>,
  { assessments }: PlanContext['facts'],
): void {
  const known = assessments.find(({ assessmentId }) => assessmentId === id);
  if (known === undefined || version > (known.version ?? 1)) refuse('REFERENCE_NOT_FOUND', ['sourceAssessment']);
}

function saveDraft(
  { content, marks = [], similar = [] }: Extract<PlanCommand, { type: 'SaveDraft' }>,
  state: PlanState,
): readonly Decided<PlanEvent>[] {
  mustBeSound(content);
  // OUT-20, SCOT-018: a copied narrative is stored all the same; its author is warned and the record flagged.
  const flagged: readonly Decided<PlanEvent>[] =
    similar.length > 0 ? [{ type: 'NarrativeSimilar', payload: { sections: similar } }] : [];
  return [
    {
      type: 'DraftSaved',
      payload: {
        draftRevision: state.draftRevision + 1,
        sections: Object.keys(content),
        content,
        ...(marks.length === 0 ? {} : { marks }),
      },
    },
    ...flagged,
  ];
}

/** R16: the needs of the version that is named, which another may have followed by now. */
function needsOf(
  { id, version }: { readonly id: string; readonly version: number },
  facts: CarePlanFacts,
): readonly string[] {
  const plan = facts.plans[id];
  return plan?.needsByVersion?.[version] ?? plan?.needs.map(({ needId }) => needId) ?? [];
}

function superseded(
  planId: string,
  source: { readonly id: string; readonly version: number },
  supersededBy: number,
): Decided<PlanEvent> {
  return { type: 'SourcePlanSuperseded', payload: { planId, source, supersededBy } };
}

function sourceSuperseded(
  { source, version }: Extract<PlanCommand, { type: 'NoteSourceSuperseded' }>,
  state: PlanState,
  { derivedFrom }: Opened,
  planId: string,
): readonly Decided<PlanEvent>[] {
  return derivedFrom?.id !== source || derivedFrom.version >= version || state.state === 'closed'
    ? []
    : [superseded(planId, derivedFrom, version)];
}

/** ENG-142: the same word for word is published at once; what reads otherwise is proposed like any version, and signed. */
function replacePlan(
  command: ReplacePlan,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  const replacement = replace(command, state, opened, context);
  if (!replacement.signed) return replacement.events;
  const { content, changes } = replacement;
  const { effectiveFrom, reason } = command;
  return propose(
    present({
      type: 'ProposeVersion',
      content,
      changes,
      cause: { kind: 'replacement' },
      effectiveFrom,
      reason,
    }),
    state,
    opened,
    context,
  );
}
