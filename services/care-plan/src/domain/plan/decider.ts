import { present } from '@carethread/ledger';
import { refuse } from '@carethread/contracts';
import {
  heldByOpener,
  heldWithPlan,
  needsAttachment,
  type Context,
  type Decided,
  type Decider,
} from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import { admits } from './admits.js';
import { proposeAfterMeeting } from './after-meeting.js';
import { close } from './close.js';
import type { PlanCommand } from './commands.js';
import { correct } from './correct.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import { evolve } from './evolve.js';
import { recordAccessNotice, recordDiscussion, recordInvolvement } from './involvement.js';
import { open } from './open.js';
import { beganMeanwhile, deadlinesOfPostponed, deadlinesOfProposal } from './postponed.js';
import { changeProfile } from './profile.js';
import { proposeAgreed, proposeAnew } from './propose-agreed.js';
import { proposePostponed } from './propose-postponed.js';
import { propose } from './propose.js';
import { emergencyOf, publishProvisional } from './provisional.js';
import { publish } from './publish.js';
import { after, rebasing } from './rebase.js';
import { reportDivergence } from './rebuilt.js';
import { addRendition } from './rendition.js';
import { replacePlan } from './replace-plan.js';
import { returnProposal } from './return-proposal.js';
import { linkRisk } from './risk-link.js';
import { saveDraft } from './save-draft.js';
import { noteSourceSuperseded } from './source.js';
import { NO_PLAN, type PlanState } from './state.js';
import { attachStatement } from './statement.js';
import { resume, suspend } from './suspension.js';

type PlanContext = Context<CarePlanFacts>;

/** A rule of a plan that has been opened. */
const ofOpened =
  <Command>(
    rule: (command: Command, state: PlanState, opened: Opened, context: PlanContext) => readonly Decided<PlanEvent>[],
  ) =>
  (command: Command, state: PlanState, context: PlanContext) =>
    rule(command, state, state.opened ?? refuse('NOT_FOUND'), context);

/** A person's plan: drafted, proposed, signed, published, followed, corrected and closed (model §3.2). */
export const carePlan: Decider<PlanState, PlanCommand, PlanEvent> = {
  category: 'carePlan',
  keyClass: 'socialCare',
  holder: ({ opened }, by) => (opened === undefined ? heldByOpener(by) : heldWithPlan(by.id)),
  initial: NO_PLAN,
  edits: ['CarePlanOpened', 'DraftSaved', 'DraftRebased'],
  // A correction of before they were ordered by effect has one issue, of all that was recorded by then.
  schemas: { PlanCorrectionRecorded: 2 },
  upcast: { PlanCorrectionRecorded: { 1: (payload) => ({ ...payload, byRecording: true }) } },
  deadlines: (state) => [...deadlinesOfProposal(state), ...deadlinesOfPostponed(state)],
  needs: (command, state, { actor }) => {
    const organisationId =
      command.type === 'OpenPlan' ? (command.organisationId ?? actor.organisationId) : state.opened?.organisationId;
    const named = command.type === 'AddRendition' ? needsAttachment(command.attachmentHash) : undefined;
    const emergency = command.type === 'PublishProvisional' ? emergencyOf(state) : undefined;
    return present({
      subjects: organisationId === undefined ? undefined : [organisationId],
      streams: named?.streams ?? emergency?.streams,
    });
  },
  admits,
  decide: {
    OpenPlan: open,
    SaveDraft: saveDraft,
    RecordDiscussion: recordDiscussion,
    RecordInvolvement: recordInvolvement,
    RecordAccessNotice: recordAccessNotice,
    ProposeVersion: ofOpened(propose),
    ProposeAgreedChanges: ofOpened(proposeAgreed),
    ProposeAnew: ofOpened((_, state, opened, context) =>
      beganMeanwhile(state, context.now) ? proposeAnew(state, opened, context) : [],
    ),
    ProposePostponed: ofOpened((_, state, opened, context) => proposePostponed(state, opened, context)),
    ProposeAfterMeeting: ofOpened((_, state, opened, context) => proposeAfterMeeting(state, opened, context)),
    NoteSourceSuperseded: ofOpened(noteSourceSuperseded),
    ReturnProposal: ofOpened(returnProposal),
    PublishVersion: ofOpened(publish),
    ChangeProfile: ofOpened(changeProfile),
    ReplacePlan: ofOpened(replacePlan),
    PublishProvisional: ofOpened(publishProvisional),
    AddRendition: addRendition,
    LinkRisk: linkRisk,
    RecordCorrection: ofOpened((command, state, opened, context) => {
      const corrected = correct(command, state, opened, context);
      return [...corrected, ...rebasing(state, after(corrected, state, context))];
    }),
    SuspendPlan: suspend,
    ResumePlan: resume,
    AttachStatement: attachStatement,
    ReportDivergence: reportDivergence,
    ClosePlan: close,
  },
  evolve,
};
