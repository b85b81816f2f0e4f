import { heldBy, idInStream } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import {
  keptStreams,
  personListOf,
  scopesOfHolder,
  type FoldedAs,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import type { SubscriptionState } from '../domain/subscription/state.js';
import { noticeIdOf } from '../notices/notice.js';

/** A notice that nobody has acknowledged yet. */
export interface WaitingNotice {
  readonly noticeNo: number;
  readonly noticeId: string;
  /** Of its event in the log: the order of every sequence. */
  readonly position: number;
}

export type ListedSubscription = KeptStream<SubscriptionState> & {
  readonly since: Instant;
  readonly waiting: readonly WaitingNotice[];
};
type Filter = 'state' | 'providerId' | 'waiting';
type More = Pick<ListedSubscription, 'since' | 'waiting'>;

interface Subscriptions {
  readonly streams: KeptStreams<SubscriptionState>;
  readonly more: Readonly<Record<string, More>>;
}

type Event<Type extends SubscriptionEvent['type']> = FoldedAs<SubscriptionEvent, Type>;

const fold = keptStreams(subscription);

/** The same with one more event of a stream, and with what else the list keeps of it. */
function after<Type extends SubscriptionEvent['type']>(
  { streams, more }: Subscriptions,
  event: Event<Type>,
  changed: (more: More) => More = (same) => same,
): Subscriptions {
  const id = idInStream(subscription, event.meta.stream);
  const before = more[id] ?? { since: event.meta.recordedAt, waiting: [] };
  return { streams: fold[event.type]?.(streams, event) ?? streams, more: { ...more, [id]: changed(before) } };
}

/** PLAT-12: subscriptions by when they began: an organisation's, and those in which notices wait to be acknowledged. */
export const subscriptionList = personListOf<Subscriptions, SubscriptionEvent>()({
  name: 'subscriptionList',
  version: 1,
  initial: { streams: {}, more: {} },
  filters: ['state', 'providerId', 'waiting'],
  on: {
    SubscriptionStarted: (all, event) => after(all, event),
    ChangeNotified: (all, event) =>
      after(all, event, ({ since, waiting }) => {
        const notice = {
          noticeNo: event.data.noticeNo,
          noticeId: noticeIdOf({ eventId: event.meta.id }),
          position: event.position,
        };
        return { since, waiting: [...waiting, notice] };
      }),
    ChangeAcknowledged: (all, event) =>
      after(all, event, ({ since, waiting }) => ({
        since,
        waiting: waiting.filter(({ noticeNo }) => noticeNo !== event.data.noticeNo),
      })),
    AcknowledgementMissed: (all, event) => after(all, event),
    SubscriptionEnded: (all, event) => after(all, event),
  },
  entries: (person) => Object.values(person.state.streams).flatMap((kept) => entryOf(kept, person)),
});

function entryOf(
  kept: KeptStream<SubscriptionState>,
  person: PersonDocument<Subscriptions>,
): readonly ListEntry<ListedSubscription, Filter>[] {
  const more = person.state.more[kept.id];
  if (more === undefined) return [];
  const { state, providerId } = kept.state;
  return [
    {
      id: kept.id,
      scopes: scopesOfHolder(person, heldBy(providerId)),
      order: more.since,
      filters: { state, providerId, waiting: String(more.waiting.length > 0) },
      body: { ...kept, ...more },
    },
  ];
}
