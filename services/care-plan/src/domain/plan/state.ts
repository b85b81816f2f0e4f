import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import type {
  Postponed,
  Proposed,
  Opened,
  ProfileChangeApproved,
  Stamped,
  Party,
  Replaced,
  Rendition,
} from './payloads.js';
import type { Conflict } from './lay-over.js';
import type { Suspension } from './suspended.js';
import type { Change, Cause, Version, RecordedCorrection } from './version.js';

/** What was agreed for a day and stands in no version that will hold then; from its own day it is proposed again (R10). */
export type StillPostponed = Postponed & {
  /** It could not be proposed, or nobody signed it: the plan's lead has a task, and it stands in the next proposal. */
  readonly tried?: true;
};

/** What the plan's lead has a task for, by the event that says so. */
export interface Outstanding {
  readonly id: string;
  readonly changes: readonly Change[];
  /** How many proposals there were by then. */
  readonly proposals: number;
  readonly cause?: Cause;
}

export interface Proposal extends Proposed {
  readonly state: 'proposed' | 'returned' | 'published';
  readonly refusedCode?: string | undefined;
  readonly proposedAt: Instant;
  /** How many corrections had been recorded when it was made. */
  readonly correctionsSeen: number;
}

export interface PlanState {
  readonly state: 'none' | 'draft' | 'provisional' | 'active' | 'closed';
  readonly opened?: Opened;
  readonly closed?: { readonly reason: string; readonly closedAt: Instant };
  /** The platform opened it, and nobody has begun to write it. */
  readonly awaitsAuthor?: boolean;
  readonly profileApprovals: readonly ProfileChangeApproved[];
  readonly profileChanges: readonly (Stamped & { readonly effectiveFrom: Instant })[];
  readonly draft: PlanContent;
  readonly draftRevision: number;
  /** The version that the draft was written over, as it read then. */
  readonly draftBase: { readonly versionNo?: number; readonly content: PlanContent };
  /** What the draft said when the last version was proposed. */
  readonly draftProposed?: PlanContent | undefined;
  /** Items that the draft and a later version both changed. */
  readonly draftConflicts: readonly Conflict[];
  /** What was agreed elsewhere and stands in the next proposal. */
  readonly agreed: readonly Change[];
  /** What was agreed for a day and no version holds, in the order of its days; absent where there is nothing. */
  readonly postponed?: readonly StillPostponed[] | undefined;
  /** What could not be made of what was agreed, and what was put off to its own day: the plan's lead has a task for it. */
  readonly incomplete?: readonly Outstanding[];
  readonly putOff?: readonly Outstanding[];
  readonly discussions: number;
  /** Who took part in them; and whether one says why the person did not. */
  readonly discussed: { readonly participants: readonly Party[]; readonly reason: boolean };
  readonly involvement: number;
  readonly accessNotice: boolean;
  readonly proposals: readonly Proposal[];
  readonly versions: readonly Version[];
  readonly replacements: readonly Replaced[];
  /** Issues that were found to read otherwise than was agreed, and reported (PLAT-02). */
  readonly diverged: readonly { readonly versionNo: number; readonly issueNo: number }[];
  readonly renditions: readonly Rendition[];
  readonly risks: Readonly<Record<string, number>>;
  readonly corrections: readonly RecordedCorrection[];
  /** Every act by which care was withheld, with what has lifted it since. */
  readonly suspensions: readonly Suspension[];
  readonly statements: readonly {
    readonly statementId: string;
    readonly about: string;
    readonly statement: string;
    readonly replyDueAt: Instant;
  }[];
}

export const NO_PLAN: PlanState = {
  state: 'none',
  profileApprovals: [],
  profileChanges: [],
  draft: {},
  draftRevision: 0,
  draftBase: { content: {} },
  draftConflicts: [],
  agreed: [],
  discussions: 0,
  discussed: { participants: [], reason: false },
  involvement: 0,
  accessNotice: false,
  proposals: [],
  versions: [],
  replacements: [],
  diverged: [],
  renditions: [],
  risks: {},
  corrections: [],
  suspensions: [],
  statements: [],
};
