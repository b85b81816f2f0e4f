import { endOfDay } from '@carethread/calendar';
import {
  NO_DATE,
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { restriction } from '../domain/restriction/decider.js';
import { NO_RESTRICTION, type RestrictionState } from '../domain/restriction/state.js';

type Restrictions = KeptStreams<RestrictionState>;

/** What the list shows of a restriction: codes and dates. */
function withoutWords({ state, proposedAt, authorisations, reviews }: RestrictionState): RestrictionState {
  const shown: RestrictionState = {
    ...NO_RESTRICTION,
    state,
    authorisations: authorisations.slice(-1).map((one) => ({ ...one, authorityRef: '', conditions: [] })),
    reviews: reviews.slice(-1).map((one) => ({ ...one, changes: '' })),
  };
  return proposedAt === undefined ? shown : { ...shown, proposedAt };
}

/** Restrictions that have not ended: whose authority runs out first comes first, then what is only proposed. */
export const restrictionList = streamListOf({
  name: 'restrictionList',
  version: 2,
  of: restriction,
  filters: ['state', 'scheme'],
  kept: (after) => (after.state === 'ended' ? undefined : withoutWords(after)),
  entries: entryOf,
});

function entryOf(
  one: KeptStream<RestrictionState>,
  person: PersonDocument<Restrictions>,
): ListEntry<KeptStream<RestrictionState>, 'state' | 'scheme'> {
  const { id, opened, state } = one;
  const authorisation = state.authorisations.at(-1);
  return {
    id,
    scopes: scopesOfHolder(person, restriction.holder(state, opened, 'readRisk')),
    order: `${authorisation === undefined ? NO_DATE : endOfDay(authorisation.to)} ${state.proposedAt ?? ''} ${id}`,
    filters: { state: state.state, scheme: authorisation?.scheme ?? null },
    body: one,
  };
}
