import type { RecordedOf } from '@carethread/event-sourcing';
import type { SignOffEvent, SignOffState } from './events.js';

export function evolve(state: SignOffState, event: RecordedOf<SignOffEvent>): SignOffState {
  switch (event.type) {
    case 'SignOffRequested': {
      const { awaitsRisks, riskVersions = {} } = event.payload;
      return {
        ...state,
        state: 'requested',
        requested: event.payload,
        requestedAt: event.meta.recordedAt,
        risks: Object.fromEntries(awaitsRisks.map((id) => [id, riskVersions[id] ?? 1])),
      };
    }
    case 'SignatoryChanged':
      return withSignatory(state, event.payload);
    case 'SignatureAwaitsWitness':
      return progressed({
        ...recordedIn(state, event),
        awaitingWitness: [...state.awaitingWitness.filter(({ role }) => role !== event.payload.role), event.payload],
      });
    case 'SignatureRecorded':
      return progressed({
        ...recordedIn(state, event),
        awaitingWitness: state.awaitingWitness.filter(({ role }) => role !== event.payload.role),
        signatures: [...state.signatures, { ...event.payload, recordedAt: event.meta.recordedAt }],
      });
    case 'WitnessObjected':
      return { ...state, objections: [...state.objections, event.payload] };
    case 'RiskAwaited':
      return { ...state, risks: { ...state.risks, [event.payload.riskId]: event.payload.version } };
    case 'RiskReleased': {
      const { [event.payload.riskId]: _, ...risks } = state.risks;
      return { ...state, risks };
    }
    case 'RiskSigned': {
      const { riskId, version = state.risks[riskId] ?? 1 } = event.payload;
      return { ...state, risksSigned: { ...state.risksSigned, [riskId]: version } };
    }
    case 'SignatureRefused':
      return state;
    case 'SignOffRefused':
      return { ...state, state: 'refused' };
    case 'SignOffVoided':
      return { ...state, state: 'voided' };
    case 'SignOffLapsed':
      return { ...state, state: 'lapsed' };
    case 'SignedConsentWithdrawn':
      return { ...state, state: 'withdrawn', withdrawn: event.payload };
    case 'SignOffCompleted':
      return { ...state, state: 'completed', completedAt: event.payload.completedAt };
  }
}

function progressed(state: SignOffState): SignOffState {
  return { ...state, state: state.awaitingWitness.length > 0 ? 'awaitsWitness' : 'partiallySigned' };
}

function recordedIn(
  state: SignOffState,
  {
    payload: { role },
    meta,
  }: Extract<RecordedOf<SignOffEvent>, { type: 'SignatureAwaitsWitness' | 'SignatureRecorded' }>,
): SignOffState {
  const { organisation } = meta.actor;
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
