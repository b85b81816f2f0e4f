import { query, type Route } from '@carethread/http-api';
import { heldBy } from '@carethread/event-sourcing';
import { cursorOf, seqOf } from '../../notices/cursor.js';
import { feedItem, feedOwner, feedPages, sequenceFor, type FeedItem } from '../../notices/feed.js';
import { TEXT } from '../parameters.js';
import { NOTICES } from './path.js';

/** The longest that a request may wait for the next notice, in seconds. */
const LONGEST_WAIT_S = 20;
const PAGE = 100;

const LIMIT = { type: 'integer', minimum: 1, maximum: 500 } as const;
const WAIT = {
  type: 'string',
  enum: Array.from({ length: LONGEST_WAIT_S + 1 }, (_, seconds) => `PT${seconds}S`),
  description: 'How long to wait for the next notice where there is none',
} as const;
const ORGANISATION = { type: 'string', format: 'uuid', description: 'Whose feed; default: the caller’s own' } as const;

/** PLAT-12: one feed for everybody whom an organisation serves, by pages or as it goes on. */
export const feedRoutes: readonly Route[] = [
  query({
    path: NOTICES,
    summary:
      'The notices of the caller’s organisation after a cursor, in order; as they come, where events are accepted',
    capability: 'receiveNotices',
    scope: { name: 'notices.read' },
    person: () => Promise.resolve(null),
    of: { holder: (ask) => Promise.resolve(heldBy(feedOwner(ask))) },
    queryParameters: { after: TEXT, limit: LIMIT, wait: WAIT, organisationId: ORGANISATION },
    streams: true,
    answer: async (ask) => {
      const organisationId = feedOwner(ask);
      const sequence = sequenceFor(ask, organisationId);
      const after = ask.streaming?.lastEventId ?? ask.query['after'];
      const from = after === undefined ? 0 : seqOf(after, await sequence.head());
      if (ask.streaming !== undefined)
        return { body: {}, pages: (ends: AbortSignal) => feedPages(ask, organisationId, from, ends) };
      const seconds = Number(/\d+/.exec(ask.query['wait'] ?? 'PT0S')?.[0]);
      const reached = await sequence.pastHead(from, seconds * 1_000);
      const places = await sequence.after(from, Number(ask.query['limit'] ?? PAGE));
      const items: FeedItem[] = [];
      const shown = new Set<string>();
      for (const place of places) {
        const { item, personId } = await feedItem(ask, organisationId, place);
        items.push(item);
        if (personId !== undefined) shown.add(personId);
      }
      const last = places.at(-1)?.seq ?? from;
      return {
        body: { items, next: cursorOf(last), head: cursorOf(Math.max(reached, last)) },
        shown: [...shown],
      };
    },
  }),
];
