import type { EvolveTable } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { AssessmentEvent } from './events.js';
import { TAKES_FINDINGS } from './moves.js';
import type { AssessmentState } from './state.js';

export const evolve: EvolveTable<AssessmentState, AssessmentEvent> = {
  AssessmentRequested: (state, { payload, meta }) =>
    present<AssessmentState>({
      ...state,
      ...payload,
      state: 'requested',
      jurisdiction: meta.jurisdiction,
      requestedAt: meta.occurredAt,
      personId: meta.personId ?? undefined,
    }),
  AssessmentStarted: (state, { payload: { assessorId }, meta }) => ({
    ...state,
    state: 'inProgress',
    assessorId,
    startedAt: meta.occurredAt,
  }),
  AssessmentPaused: (state, { payload: { reason }, meta }) => ({
    ...state,
    state: 'paused',
    pauses: [...state.pauses, { at: meta.recordedAt, reason }],
  }),
  AssessmentResumed: (state, { meta }) => ({
    ...state,
    state: 'inProgress',
    pauses: state.pauses.map((pause) => ({ resumedAt: meta.recordedAt, ...pause })),
  }),
  AssessmentSourceAttached: (state, { payload }) => ({ ...state, sources: [...state.sources, payload] }),
  FindingRecorded: (state, { payload }) => ({ ...state, findings: [...state.findings, payload] }),
  PersonalOutcomeIdentified: (state, { payload }) => ({ ...state, outcomes: [...state.outcomes, payload] }),
  EligibilityDecided: (state, { payload }) => ({ ...state, eligibility: payload }),
  EligibilityCopyIssued: (state, { payload }) => ({ ...state, copies: [...state.copies, payload] }),
  AssessmentCompleted: (state, { payload: { version, completedAt, coverage } }) => ({
    ...state,
    state: 'completed',
    version,
    issue: 1,
    completedAt,
    coverage,
  }),
  AssessmentRefused: (state, { payload }) =>
    payload.abuseConcern ? { ...state, abuseConcern: true } : { ...state, state: 'refused' },
  AssessmentCancelled: (state) => ({ ...state, state: 'cancelled' }),
  AssessmentCorrected: (state, { payload }) => ({ ...state, corrections: [...state.corrections, payload] }),
  FindingsMoveApproved: (state, { payload }) => ({ ...state, approvals: [...state.approvals, payload] }),
  FindingsMoved: (state, { payload, meta }) => {
    const left = new Set(payload.findings.map(({ findingId }) => findingId));
    return {
      ...state,
      // What is not completed goes on without them; what is completed has a further issue.
      findings:
        state.state === 'completed' ? state.findings : state.findings.filter(({ findingId }) => !left.has(findingId)),
      corrections: [...state.corrections, ...payload.corrections],
      approvals: state.approvals.filter(({ moveId }) => moveId !== payload.moveId),
      moved: [...state.moved, { ...payload, at: meta.recordedAt }],
    };
  },
  FindingsReceived: (state, { payload, meta }) => ({
    ...state,
    findings: TAKES_FINDINGS.includes(state.state) ? [...state.findings, ...payload.findings] : state.findings,
    received: [...state.received, { ...payload, at: meta.recordedAt }],
  }),
};
