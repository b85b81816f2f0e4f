import type { EventMeta, EvolveTable } from '@carethread/event-sourcing';
import type { Signature, SignOffEvent } from './events.js';
import type { SignOffState } from './state.js';

export const evolve: EvolveTable<SignOffState, SignOffEvent> = {
  SignOffRequested: (state, { payload, meta }) => ({
    ...state,
    state: 'requested',
    requested: payload,
    requestedAt: meta.recordedAt,
    risks: Object.fromEntries(payload.awaitsRisks.map((id) => [id, payload.riskVersions?.[id] ?? 1])),
  }),
  SignatoryChanged: (state, { payload }) => withSignatory(state, payload),
  SignatureAwaitsWitness: (state, { payload, meta }) =>
    progressed({
      ...recordedIn(state, payload, meta),
      awaitingWitness: [...state.awaitingWitness.filter(({ role }) => role !== payload.role), payload],
    }),
  SignatureRecorded: (state, { payload, meta }) =>
    progressed({
      ...recordedIn(state, payload, meta),
      awaitingWitness: state.awaitingWitness.filter(({ role }) => role !== payload.role),
      signatures: [...state.signatures, { ...payload, recordedAt: meta.recordedAt }],
    }),
  WitnessObjected: (state, { payload }) => ({ ...state, objections: [...state.objections, payload] }),
  RiskAwaited: (state, { payload: { riskId, version } }) => ({
    ...state,
    risks: { ...state.risks, [riskId]: version },
  }),
  RiskReleased: (state, { payload: { riskId } }) => {
    const { [riskId]: _, ...risks } = state.risks;
    return { ...state, risks };
  },
  RiskSigned: (state, { payload: { riskId, version = state.risks[riskId] ?? 1 } }) => ({
    ...state,
    risksSigned: { ...state.risksSigned, [riskId]: version },
  }),
  // The refusal that follows from it closes the sign-off.
  SignatureRefused: (state) => state,
  SignOffRefused: (state) => ({ ...state, state: 'refused' }),
  SignOffVoided: (state) => ({ ...state, state: 'voided' }),
  SignOffLapsed: (state) => ({ ...state, state: 'lapsed' }),
  SignedConsentWithdrawn: (state, { payload }) => ({ ...state, state: 'withdrawn', withdrawn: payload }),
  SignOffCompleted: (state, { payload }) => ({ ...state, state: 'completed', completedAt: payload.completedAt }),
};

function progressed(state: SignOffState): SignOffState {
  return { ...state, state: state.awaitingWitness.length > 0 ? 'awaitsWitness' : 'partiallySigned' };
}

function recordedIn(state: SignOffState, { role }: Signature, { actor: { organisation } }: EventMeta): SignOffState {
  return organisation === undefined ? state : { ...state, recordedIn: { ...state.recordedIn, [role]: organisation } };
}

function withSignatory(state: SignOffState, { role, userId }: { readonly role: string; readonly userId: string }) {
  const { requested } = state;
  if (requested === undefined) return state;
  const requiredSignatories = requested.requiredSignatories.map((one) =>
    one.role === role ? { ...one, userId } : one,
  );
  return { ...state, requested: { ...requested, requiredSignatories } };
}
