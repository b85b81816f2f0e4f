import { present } from '@carethread/ledger';
import type { RecordedOf } from '@carethread/event-sourcing';
import { lifted, withoutOvertaken } from '@carethread/withholding';
import type { AgreedVersion, CareConsentEvent, CareConsentState, Withdrawal } from './events.js';

export function evolve(state: CareConsentState, event: RecordedOf<CareConsentEvent>): CareConsentState {
  const at = event.meta.recordedAt;
  const scoped = 'scope' in event.payload ? { scope: event.payload.scope } : {};
  const next: CareConsentState = { ...state, history: [...state.history, { type: event.type, at, ...scoped }] };
  switch (event.type) {
    case 'CareConsentGiven':
      return given(next, event);
    case 'CareConsentWithdrawn': {
      const { scope, by, mode, reasons, witness, description, withdrawnAt, withdrawalNo } = event.payload;
      const withdrawal: Withdrawal = {
        no: withdrawalNo ?? state.withdrawals.length + 1,
        scope,
        from: withdrawnAt,
        lifts: [],
        said: present({
          by,
          mode,
          reasons,
          witness,
          description,
        }),
      };
      return { ...next, withdrawals: [...state.withdrawals, withdrawal] };
    }
    case 'CareConsentRestored': {
      const { scope, restoredAt = at, withdrawalsKnown = Infinity } = event.payload;
      const lift = { scope, from: restoredAt };
      return { ...next, withdrawals: lifted(state.withdrawals, lift, ({ no }) => no <= withdrawalsKnown) };
    }
  }
}

/** R6, R8: a version that the person signed lifts what they had withdrawn before, for its actions and from its day. */
function given(
  state: CareConsentState,
  { payload, meta }: Extract<RecordedOf<CareConsentEvent>, { type: 'CareConsentGiven' }>,
): CareConsentState {
  const { versionNo, effectiveFrom = meta.recordedAt, publishedAt = meta.recordedAt } = payload;
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
