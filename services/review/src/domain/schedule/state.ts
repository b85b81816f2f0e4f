import type { EvolveTable } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { Party } from '../party.js';
import type { Following } from '../profile-in-force.js';
import type { Created, ScheduleEvent, StopReason } from './events.js';
import type { Scheduled } from './rules.js';

export type Obligation = Created & {
  readonly status: 'open' | 'heldAwaitingClosure' | 'met' | 'metLate' | 'notPracticable' | 'cancelled';
  readonly missed: boolean;
  readonly metAt?: Instant;
  readonly lateBy?: string;
  readonly early?: boolean;
  readonly reason?: string;
  /** The review by which it is held and waits to be closed. */
  readonly heldBy?: string;
};
export interface ScheduleState {
  readonly opened: (Scheduled & { readonly planId: string; readonly organisationId: string }) | undefined;
  /** The plan's later profiles, in the order in which they were decided. */
  readonly following: readonly Following[];
  readonly obligations: readonly Obligation[];
  readonly checks: readonly { readonly at: Instant; readonly findings: string }[];
  readonly requests: readonly { readonly at: Instant; readonly reason: string; readonly by: Party }[];
  readonly monitoring: number;
  /** The last CPA review held, else first publication: what twelve months are counted from. */
  readonly cpaSince: Instant | undefined;
  readonly escalatedSince: Instant | undefined;
  /** Why nothing is owed, and since when. */
  readonly stopped?: { readonly [because in StopReason]?: Instant };
}

/** A schedule that has not been opened. */
export const NO_SCHEDULE: ScheduleState = {
  opened: undefined,
  following: [],
  obligations: [],
  checks: [],
  requests: [],
  monitoring: 0,
  cpaSince: undefined,
  escalatedSince: undefined,
};

export const evolve: EvolveTable<ScheduleState, ScheduleEvent> = {
  ScheduleOpened: (state, { payload }) => ({ ...state, opened: payload }),
  ScheduleProfileChanged: (state, { payload: { jurisdiction, effectiveFrom } }) => ({
    ...state,
    following: [...state.following, { jurisdiction, effectiveFrom }],
  }),
  ObligationCreated: (state, { payload, meta }) => ({
    ...state,
    cpaSince: state.cpaSince ?? (payload.kind === 'cpaReview' ? meta.recordedAt : undefined),
    obligations: [...state.obligations, { ...payload, status: 'open', missed: false }],
  }),
  ObligationHeld: (state, { payload: { obligationId, reviewId } }) =>
    change(state, obligationId, { status: 'heldAwaitingClosure', heldBy: reviewId }),
  ObligationReopened: (state, { payload: { obligationId } }) => change(state, obligationId, { status: 'open' }),
  ObligationMet: (state, { payload: { obligationId, kind, metAt, late, lateBy, early } }) => {
    const next = change(state, obligationId, present({ status: late ? 'metLate' : 'met', metAt, lateBy, early }));
    return kind === 'cpaReview' ? { ...next, cpaSince: metAt } : next;
  },
  ObligationMissed: (state, { payload: { obligationId } }) => change(state, obligationId, { missed: true }),
  ObligationNotPracticable: (state, { payload: { obligationId, reason } }) =>
    change(state, obligationId, { status: 'notPracticable', reason }),
  ObligationCancelled: (state, { payload: { obligationId, reason } }) =>
    change(state, obligationId, { status: 'cancelled', reason }),
  ScheduleStopped: (state, { payload: { because, at } }) => ({
    ...state,
    stopped: { ...state.stopped, [because]: at },
  }),
  ScheduleResumed: (state) => resumedFrom(state),
  MonthlyCheckRecorded: (state, { payload: { findings }, meta }) => ({
    ...state,
    checks: [...state.checks, { at: meta.recordedAt, findings }],
  }),
  MonitoringNoted: (state) => ({ ...state, monitoring: state.monitoring + 1 }),
  ReviewRequested: (state, { payload: { reason, requestedBy }, meta }) => ({
    ...state,
    requests: [...state.requests, { at: meta.recordedAt, reason, by: requestedBy }],
  }),
  SignificantChangeReported: (state) => state,
  ReviewSeriouslyOverdue: (state, { payload: { since } }) => ({ ...state, escalatedSince: since }),
};

/** How an obligation reads at an instant: `pending` before its window, `missed` while it stays open after its time. */
export function statusAt({ status, missed, opensAt }: Obligation, now: Instant): string {
  if (status === 'open' && missed) return 'missed';
  if (status === 'open' && opensAt !== undefined && now < opensAt) return 'pending';
  return status;
}

function change(state: ScheduleState, obligationId: string, to: Partial<Obligation>): ScheduleState {
  return {
    ...state,
    obligations: state.obligations.map((one) => (one.obligationId === obligationId ? { ...one, ...to } : one)),
  };
}

/** Served again: only the end of a service is undone. */
export function resumedFrom(state: ScheduleState): ScheduleState {
  const { stopped: { serviceEnded: _, ...others } = {}, ...rest } = state;
  return Object.keys(others).length === 0 ? rest : { ...rest, stopped: others };
}
