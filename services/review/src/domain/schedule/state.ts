import { present } from '@carethread/ledger';
import type { RecordedOf } from '@carethread/event-sourcing';
import type { Obligation, ScheduleEvent, ScheduleState } from './events.js';

/** A schedule that nobody has opened. */
export const NONE: ScheduleState = {
  opened: undefined,
  following: [],
  obligations: [],
  checks: [],
  requests: [],
  monitoring: 0,
  cpaSince: undefined,
  escalatedSince: undefined,
};
export function evolve(state: ScheduleState, event: RecordedOf<ScheduleEvent>): ScheduleState {
  switch (event.type) {
    case 'ScheduleOpened':
      return { ...state, opened: event.payload };
    case 'ScheduleProfileChanged': {
      const { jurisdiction, effectiveFrom } = event.payload;
      return { ...state, following: [...state.following, { jurisdiction, effectiveFrom }] };
    }
    case 'ObligationCreated': {
      const cpaSince =
        event.payload.kind === 'cpaReview' && state.cpaSince === undefined ? event.meta.recordedAt : state.cpaSince;
      return {
        ...state,
        cpaSince,
        obligations: [...state.obligations, { ...event.payload, status: 'open', missed: false }],
      };
    }
    case 'ObligationHeld':
      return change(state, event.payload.obligationId, {
        status: 'heldAwaitingClosure',
        heldBy: event.payload.reviewId,
      });
    case 'ObligationReopened':
      return change(state, event.payload.obligationId, { status: 'open' });
    case 'ObligationMet': {
      const { obligationId, kind, metAt, late, lateBy: by, early } = event.payload;
      const next = change(
        state,
        obligationId,
        present({
          status: late ? 'metLate' : 'met',
          metAt,
          lateBy: by,
          early,
        }),
      );
      return kind === 'cpaReview' ? { ...next, cpaSince: metAt } : next;
    }
    case 'ObligationMissed':
      return change(state, event.payload.obligationId, { missed: true });
    case 'ObligationNotPracticable':
      return change(state, event.payload.obligationId, { status: 'notPracticable', reason: event.payload.reason });
    case 'ObligationCancelled':
      return change(state, event.payload.obligationId, { status: 'cancelled', reason: event.payload.reason });
    case 'ScheduleStopped':
      return { ...state, stopped: { ...state.stopped, [event.payload.because]: event.payload.at } };
    case 'ScheduleResumed':
      return resumedFrom(state);
    case 'MonthlyCheckRecorded':
      return { ...state, checks: [...state.checks, { at: event.meta.recordedAt, findings: event.payload.findings }] };
    case 'MonitoringNoted':
      return { ...state, monitoring: state.monitoring + 1 };
    case 'ReviewRequested':
      return {
        ...state,
        requests: [
          ...state.requests,
          { at: event.meta.recordedAt, reason: event.payload.reason, by: event.payload.requestedBy },
        ],
      };
    case 'SignificantChangeReported':
      return state;
    case 'ReviewSeriouslyOverdue':
      return { ...state, escalatedSince: event.payload.since };
  }
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
