import type { ProposeAfterMeeting } from './after-meeting.js';
import type { ClosePlan } from './close.js';
import type { RecordCorrection } from './correct.js';
import type { RecordAccessNotice, RecordDiscussion, RecordInvolvement } from './involvement.js';
import type { OpenPlan } from './open.js';
import type { ProposeAnew, ProposePostponed } from './postponed.js';
import type { ChangeProfile } from './profile.js';
import type { ProposeVersion } from './proposal.js';
import type { ProposeAgreedChanges } from './propose-agreed.js';
import type { PublishProvisional } from './provisional.js';
import type { PublishVersion } from './publish.js';
import type { ReportDivergence } from './rebuilt.js';
import type { AddRendition } from './rendition.js';
import type { ReplacePlan } from './replacement.js';
import type { ReturnProposal } from './return-proposal.js';
import type { LinkRisk } from './risk-link.js';
import type { SaveDraft } from './save-draft.js';
import type { NoteSourceSuperseded } from './source.js';
import type { AttachStatement } from './statement.js';
import type { ResumePlan, SuspendPlan } from './suspension.js';

export type PlanCommand =
  | OpenPlan
  | SaveDraft
  | RecordDiscussion
  | RecordInvolvement
  | RecordAccessNotice
  | ProposeVersion
  | ProposeAgreedChanges
  | ProposePostponed
  | ProposeAnew
  | ProposeAfterMeeting
  | NoteSourceSuperseded
  | ReturnProposal
  | PublishVersion
  | ChangeProfile
  | ReplacePlan
  | ReportDivergence
  | PublishProvisional
  | AddRendition
  | LinkRisk
  | RecordCorrection
  | SuspendPlan
  | ResumePlan
  | AttachStatement
  | ClosePlan;
