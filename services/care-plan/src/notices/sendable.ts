import { restrictedSections, type Relations } from '@carethread/access';
import type { LoadedStream, Reader } from '@carethread/runtime';
import type { CarePlanFacts } from '../domain/facts.js';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionState } from '../domain/subscription/state.js';
import { noticeOf, withheldNotice, type ProviderNotice } from './notice.js';
import type { NoticePlace } from './notice-place.js';
import { servesUnder } from './tie.js';

/** Why a notice is not sent; its place in the sequence stays. */
export type Withheld = 'erased' | 'restricted' | 'ended' | 'noTie';

interface KnownNow {
  readonly stream: Pick<LoadedStream<SubscriptionState>, 'state' | 'personId' | 'erased'>;
  readonly organisationId: string;
  readonly organisationKind: string | undefined;
  readonly relations: Relations;
  readonly facts: Pick<CarePlanFacts, 'episodes'>;
}

/**
 * The sender's second look, at the moment of sending: nothing where the notice may go. A subscription that is over still tells of its
 * end and of what came of it (R17); of anything before, whoever did not receive it in time no longer learns.
 */
export function withheldBy(
  { kind, change }: Pick<NoticePlace, 'kind' | 'change'>,
  { stream, ...known }: KnownNow,
): Withheld | undefined {
  const { state, erased, personId } = stream;
  if (erased || personId === null || (kind === 'changed' && change === undefined)) return 'erased';
  // UK GDPR art 18: nothing of it goes out while a restriction holds; lifted, the place says again what it said.
  if (restrictedSections(known.relations).length > 0) return 'restricted';
  if (state.state === 'ended') {
    const isLast = kind === 'ended' || (change !== undefined && change.noticeNo > (state.noticesUntilEnd ?? 0));
    return isLast ? undefined : 'ended';
  }
  return servesUnder(known) ? undefined : 'noTie';
}

/** What is to be sent for a place now: its notice, or that it is withheld. The same for every way of delivery. */
export async function sendable(
  read: Pick<Reader, 'state' | 'facts'>,
  organisationId: string,
  place: NoticePlace,
  source: string,
): Promise<ProviderNotice> {
  const stream = await read.state(subscription, place.subscriptionId);
  if (stream.damaged || stream.personId === null) return withheldNotice(place, source);
  const person = await read.facts<CarePlanFacts>(stream.personId);
  const organisation = await read.facts<CarePlanFacts>(organisationId);
  const why = withheldBy(place, {
    stream,
    organisationId,
    organisationKind: organisation.facts.organisation?.kind,
    relations: person.relations,
    facts: person.facts,
  });
  return why === undefined ? noticeOf(place, source) : withheldNotice(place, source);
}
