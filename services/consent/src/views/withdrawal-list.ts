import { heldWithPlan } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import {
  laterValues,
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { isNothing, withheldAt } from '@carethread/withholding';
import { careConsent } from '../domain/care-consent/decider.js';
import { standingAt, withdrawnAt } from '../domain/care-consent/standing.js';
import type { CareConsentState, Withdrawal } from '../domain/care-consent/state.js';

/** Consent to care under a plan, of which something is withdrawn, and since when. */
export interface ListedWithdrawal extends KeptStream<CareConsentState> {
  readonly since: Instant;
}

type Consents = KeptStreams<CareConsentState>;

/** What was withdrawn and not given again, by plan and since when: with whoever holds the plan now (R6). */
export const withdrawalList = streamListOf({
  name: 'withdrawalList',
  version: 1,
  of: careConsent,
  filters: ['state'],
  changing: ['state'],
  kept: withoutWords,
  entries: entryOf,
});

/** When the last of it was recorded. */
const lastOf = ({ history }: CareConsentState): Instant => history.at(-1)?.at ?? '';

/** What somebody said is read with the consent itself; of the versions only those count that hold or will. */
function withoutWords(state: CareConsentState): CareConsentState {
  const at = lastOf(state);
  const { versionNo: inForce } = standingAt(state, at);
  return {
    versions: state.versions.filter((one) => one.versionNo === inForce || one.effectiveFrom > at),
    withdrawals: state.withdrawals.map((one) => ({ ...one, said: saidBy(one) })),
    history: state.history.slice(-1),
  };
}

function saidBy({ said: { by, mode } }: Withdrawal): Withdrawal['said'] {
  return { by: present<Withdrawal['said']['by']>({ kind: by.kind, id: by.id }), mode };
}

function entryOf(
  kept: KeptStream<CareConsentState>,
  person: PersonDocument<Consents>,
): readonly ListEntry<ListedWithdrawal, 'state'>[] {
  const { id, state } = kept;
  const at = lastOf(state);
  if (isNothing(withdrawnAt(state, at))) return [];
  const holding = state.withdrawals.filter((one) => !isNothing(withheldAt([one], at, undefined)));
  const since = holding.map(({ from }) => from).toSorted()[0] ?? at;
  const { state: standing } = standingAt(state, at);
  const later = changesOf(state).map((instant) => standingAt(state, instant).state);
  return [
    {
      id,
      scopes: scopesOfHolder(person, heldWithPlan(id)),
      order: `${since} ${id}`,
      filters: { state: standing },
      later: { state: laterValues(standing, later) },
      body: { ...kept, since },
    },
  ];
}

/** When it will stand otherwise though nothing more is recorded. */
function changesOf(state: CareConsentState): readonly Instant[] {
  const instants = [
    ...state.versions.map(({ effectiveFrom }) => effectiveFrom),
    ...state.withdrawals.flatMap(({ lifts }) => lifts.map(({ from }) => from)),
  ];
  return instants.filter((instant) => instant > lastOf(state));
}
