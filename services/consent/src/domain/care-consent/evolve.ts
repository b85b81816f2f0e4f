import type { EventMeta, EvolveTable } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { lifted, withoutOvertaken, type Scope } from '@carethread/withholding';
import type { CareConsentEvent, Given } from './events.js';
import type { AgreedVersion, CareConsentState, Withdrawal } from './state.js';

export const evolve: EvolveTable<CareConsentState, CareConsentEvent> = {
  CareConsentGiven: (state, { type, payload, meta }) => noted(given(state, payload, meta), type, meta),
  CareConsentWithdrawn: (state, { type, payload, meta }) => {
    const { scope, by, mode, reasons, witness, description, withdrawnAt, withdrawalNo } = payload;
    const withdrawal: Withdrawal = {
      no: withdrawalNo ?? state.withdrawals.length + 1,
      scope,
      from: withdrawnAt,
      lifts: [],
      said: present({ by, mode, reasons, witness, description }),
    };
    return noted({ ...state, withdrawals: [...state.withdrawals, withdrawal] }, type, meta, scope);
  },
  CareConsentRestored: (state, { type, payload, meta }) => {
    const { scope, restoredAt = meta.recordedAt, withdrawalsKnown = Infinity } = payload;
    const withdrawals = lifted(state.withdrawals, { scope, from: restoredAt }, ({ no }) => no <= withdrawalsKnown);
    return noted({ ...state, withdrawals }, type, meta, scope);
  },
};

/** Each event stands in the history that is read. */
function noted(
  state: CareConsentState,
  type: CareConsentEvent['type'],
  { recordedAt: at }: EventMeta,
  scope?: Scope,
): CareConsentState {
  return { ...state, history: [...state.history, present<CareConsentState['history'][number]>({ type, at, scope })] };
}

/** R6, R8: a version that the person signed lifts what they had withdrawn before, for its actions and from its day. */
function given(state: CareConsentState, payload: Given, { recordedAt }: EventMeta): CareConsentState {
  const { versionNo, effectiveFrom = recordedAt, publishedAt = recordedAt } = payload;
  const version: AgreedVersion = present({
    versionNo,
    effectiveFrom,
    actionIds: payload.actionIds,
    basis: payload.basis,
  });
  const begun = state.versions.filter((one) => one.effectiveFrom <= publishedAt);
  const standing = withoutOvertaken(state.withdrawals, publishedAt);
  const { withdrawalsKnown = Infinity, actionIds } = payload;
  // Stored before a version said what it holds: then it brought back what was withdrawn in part, and nothing of the whole.
  const withdrawals =
    actionIds === undefined
      ? lifted(standing, { scope: 'whole', from: effectiveFrom, versionNo }, ({ scope }) => scope !== 'whole')
      : lifted(standing, { scope: actionIds, from: effectiveFrom, versionNo }, ({ no }) => no <= withdrawalsKnown);
  return { ...state, versions: [...begun, version], withdrawals };
}
