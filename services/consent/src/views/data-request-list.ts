import { COUNCIL } from '@carethread/event-sourcing';
import {
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
} from '@carethread/runtime';
import { dataRequest } from '../domain/data-request/decider.js';
import type { DataRequestState } from '../domain/data-request/state.js';

type Kept = KeptStream<DataRequestState>;

/** People's requests about their data, by when they are to be answered: open ones are the data protection officer's (ENG-140). */
export const dataRequestList = streamListOf({
  name: 'dataRequestList',
  version: 2,
  of: dataRequest,
  filters: ['state', 'right'],
  entries: entryOf,
});

function entryOf(
  kept: Kept,
  person: PersonDocument<KeptStreams<DataRequestState>>,
): ListEntry<Kept, 'state' | 'right'> {
  const { state, right, dueAt } = kept.state;
  const office: readonly Scope[] = state === 'received' ? [{ of: 'role', role: 'DP', organisationId: '' }] : [];
  // It is the person's own and no assessor's; who represents them, and the tenant's officers, find it.
  const held = scopesOfHolder(person, COUNCIL).filter(({ of }) => of !== 'role');
  return { id: kept.id, scopes: [...held, ...office], order: dueAt, filters: { state, right }, body: kept };
}
