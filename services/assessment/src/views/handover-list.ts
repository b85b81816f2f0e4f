import {
  scopesOfHeld,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
} from '@carethread/runtime';
import { handover } from '../domain/handover/decider.js';
import type { HandoverState } from '../domain/handover/state.js';

/** Who answers for a provider: a referral that waits is for them. */
const ANSWERING = ['SM', 'RM'] as const;

/** Referrals in and out: those of a provider, those of the council; whoever has waited longest first (CITY-02 to CITY-05). */
export const handoverList = streamListOf({
  name: 'handoverList',
  version: 1,
  of: handover,
  filters: ['state', 'emergency', 'providerId'],
  entries: entryOf,
});

function entryOf(
  kept: KeptStream<HandoverState>,
  person: PersonDocument<KeptStreams<HandoverState>>,
): ListEntry<KeptStream<HandoverState>, 'state' | 'emergency' | 'providerId'> {
  const { state, issued, issuedAt = '' } = kept.state;
  return {
    id: kept.id,
    scopes: scopesOf(kept, person),
    order: issuedAt,
    filters: { state, emergency: String(issued?.emergency), providerId: issued?.providerId ?? null },
    body: kept,
  };
}

function scopesOf(
  { opened, openedBy, state: { state, issued } }: KeptStream<HandoverState>,
  person: PersonDocument<KeptStreams<HandoverState>>,
): readonly Scope[] {
  const organisationId = issued?.providerId ?? '';
  const scopes: Scope[] = [...scopesOfHeld(person, organisationId), { of: 'pseudonym', id: openedBy }];
  if (opened.organisation !== undefined) scopes.push({ of: 'organisation', id: opened.organisation });
  if (issued?.serviceId !== undefined) scopes.push({ of: 'service', id: issued.serviceId });
  if (state === 'issued') scopes.push(...ANSWERING.map((role): Scope => ({ of: 'role', role, organisationId })));
  return scopes;
}
