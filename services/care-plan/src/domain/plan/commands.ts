import type { Context } from '@carethread/event-sourcing';
import type { Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { ProposeAfterMeeting } from './after-meeting.js';
import type { ClosePlan } from './close.js';
import type { PlanContent } from './content.js';
import type { RecordCorrection } from './correct.js';
import type { Rendition } from './events.js';
import type { RecordDiscussion, RecordInvolvement, RecordAccessNotice } from './involvement.js';
import type { ProposePostponed, ProposeAnew } from './postponed.js';
import type { ChangeProfile } from './profile.js';
import type { ProposeVersion } from './proposal.js';
import type { ProposeAgreedChanges } from './propose-agreed.js';
import type { PublishProvisional } from './provisional.js';
import type { PublishVersion } from './publish.js';
import type { ReplacePlan } from './replacement.js';
import type { SuspendPlan, ResumePlan } from './suspension.js';

export type PlanContext = Context<CarePlanFacts>;

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
