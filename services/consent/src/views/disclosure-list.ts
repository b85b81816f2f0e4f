import {
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { disclosure } from '../domain/disclosure/decider.js';
import type { DisclosureState } from '../domain/disclosure/state.js';

type Filter = 'basis' | 'planId' | 'superseded';
type Kept = KeptStream<DisclosureState>;

/** What was disclosed, by when it was prepared: with who made it, with who holds the plan, and with its recipient (CPA-56). */
export const disclosureList = streamListOf({
  name: 'disclosureList',
  version: 1,
  of: disclosure,
  filters: ['basis', 'planId', 'superseded'],
  entries: entryOf,
});

function entryOf(kept: Kept, person: PersonDocument<KeptStreams<DisclosureState>>): readonly ListEntry<Kept, Filter>[] {
  const { made, supersededOn } = kept.state;
  if (made === undefined) return [];
  const { basis, planId, preparedOn, recipientId } = made;
  const held = scopesOfHolder(person, disclosure.holder(kept.state, kept.opened, 'readDisclosedCopy'));
  return [
    {
      id: kept.id,
      scopes: [...held, { of: 'user', id: recipientId }],
      order: preparedOn,
      filters: { basis, planId, superseded: String(supersededOn !== undefined) },
      body: kept,
    },
  ];
}
