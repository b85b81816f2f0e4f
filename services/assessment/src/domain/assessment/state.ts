import { refuse } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';
import type {
  Eligibility,
  Finding,
  FindingsMoveApproval,
  FindingsMoved,
  FindingsReceived,
  Outcome,
  Source,
} from './events.js';
import type { Correction } from './issues.js';

export type AssessmentState = {
  readonly state: 'none' | 'requested' | 'inProgress' | 'paused' | 'completed' | 'refused' | 'cancelled';
  readonly kind: string;
  readonly reason?: string;
  readonly dueAt?: Instant;
  readonly assessorId?: string;
  readonly requestedAt?: Instant;
  readonly startedAt?: Instant;
  readonly jurisdiction: string;
  readonly sources: readonly Source[];
  /** As they were recorded; with the corrections they are what was found (`issues.ts`). */
  readonly findings: readonly Finding[];
  /** In the order in which they were recorded. */
  readonly corrections: readonly Correction[];
  readonly outcomes: readonly Outcome[];
  readonly pauses: readonly { readonly at: Instant; readonly reason: string; readonly resumedAt?: Instant }[];
  readonly eligibility?: Eligibility;
  readonly copies: readonly { readonly copyId: string; readonly format: string; readonly issuedAt: Instant }[];
  readonly version: number;
  readonly issue: number;
  readonly completedAt?: Instant;
  readonly coverage: Readonly<Record<string, string>>;
  readonly abuseConcern: boolean;
  /** Whose it is. */
  readonly personId?: string;
  /** Moves of findings that one of two people asked for. */
  readonly approvals: readonly FindingsMoveApproval[];
  /** What was recorded here in error, with where it went. */
  readonly moved: readonly (FindingsMoved & { readonly at: Instant })[];
  /** What was recorded on another's record, with where; what arrived after completion stands here alone. */
  readonly received: readonly (FindingsReceived & { readonly at: Instant })[];
};

export const NO_ASSESSMENT: AssessmentState = {
  state: 'none',
  kind: '',
  jurisdiction: '',
  sources: [],
  findings: [],
  corrections: [],
  outcomes: [],
  pauses: [],
  copies: [],
  version: 0,
  issue: 0,
  coverage: {},
  abuseConcern: false,
  approvals: [],
  moved: [],
  received: [],
};

export function mustBeInProgress({ state }: AssessmentState): void {
  if (state !== 'inProgress') refuse('STATE_CONFLICT', [state]);
}
