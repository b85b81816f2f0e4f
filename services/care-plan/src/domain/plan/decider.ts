import { dueAt } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Decider, heldByOpener, heldWithPlan, needsAttachment, isAttached } from '@carethread/event-sourcing';
import { toldOn } from '../bounds.js';
import { proposeAfterMeeting } from './after-meeting.js';
import { close } from './close.js';
import type { PlanCommand, PlanContext } from './commands.js';
import { correct } from './correct.js';
import type { PlanEvent } from './events.js';
import { evolve } from './evolve.js';
import { asEffectiveAt } from './in-force.js';
import { recordDiscussion, recordInvolvement, recordAccessNotice } from './involvement.js';
import { open, sourceSuperseded } from './open.js';
import { wakesOfProposal, wakesOfPostponed, beganMeanwhile } from './postponed.js';
import { changeProfile } from './profile.js';
import { proposeAgreed, proposeAnew } from './propose-agreed.js';
import { proposePostponed, unsigned } from './propose-postponed.js';
import { propose } from './propose.js';
import { emergencyOf, publishProvisional } from './provisional.js';
import { publish } from './publish.js';
import { rebasing, after } from './rebase.js';
import { reportDivergence } from './rebuilt.js';
import { refuseClosed } from './refuse-closed.js';
import { replacePlan } from './replace-plan.js';
import { saveDraft } from './save-draft.js';
import { type PlanState, NO_PLAN } from './state.js';
import { suspend, resume } from './suspension.js';

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
