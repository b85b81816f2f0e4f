import { viewOf } from '@carethread/runtime';
import type { CalendarFeedEvent } from '../domain/calendar-feed/events.js';

/** Whose calendar feed a token opens, by its hash: pseudonyms and hashes alone, since what is about no person lies here unsealed. */
export interface CalendarFeed {
  readonly user: string;
  readonly tenantId: string;
  readonly tokenHash: string;
}

type Folded = { readonly meta: { readonly stream: string } };
const userOf = ({ meta: { stream } }: Folded): string => stream.slice('calendarFeed-'.length);

export const calendarFeeds = viewOf<CalendarFeed, CalendarFeedEvent>()({
  name: 'calendarFeeds',
  version: 1,
  indexes: ['tokenHash'],
  index: ({ tokenHash }) => ({ tokenHash }),
  on: {
    CalendarFeedMade: {
      key: userOf,
      fold: (_, { data: { tokenHash }, meta: { tenantId } }, user) => ({ user, tenantId, tokenHash }),
    },
    CalendarFeedRevoked: { key: userOf, fold: () => undefined },
  },
});
