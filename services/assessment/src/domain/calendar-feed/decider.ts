import { addMillis } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decider } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { CalendarFeedEvent, FeedOwner, MadeFeed } from './events.js';

export type CalendarFeedCommand =
  | {
      readonly type: 'MakeCalendarFeed';
      readonly tokenHash: string;
      readonly timeZone: string;
      readonly language: MadeFeed['language'];
    }
  | { readonly type: 'RevokeCalendarFeed'; readonly because: 'requested' | 'accountEnded' };

export interface CalendarFeedState {
  /** The one that is shown to whoever has its token. */
  readonly feed?: MadeFeed & { readonly madeAt: Instant };
}

/** How many days a feed is shown for: a token that somebody forgot in a programme ends by itself. */
const VALID_DAYS = 365;

/**
 * The dates by which a member of staff has to do something, as a feed for their own calendar: by a token that was shown once and of
 * which the hash is kept. The stream is named after their pseudonym and sealed with their own key.
 */
export const calendarFeed: Decider<CalendarFeedState, CalendarFeedCommand, CalendarFeedEvent> = {
  category: 'calendarFeed',
  keyClass: 'staff',
  holder: (_, { id }) => ({ kind: 'staff', user: id }),
  initial: {},
  evolve: {
    CalendarFeedMade: (_, { payload, meta: { recordedAt } }) => ({ feed: { ...payload, madeAt: recordedAt } }),
    CalendarFeedRevoked: () => ({}),
  },
  decide: {
    MakeCalendarFeed: ({ tokenHash, timeZone, language }, _, context) => [
      {
        type: 'CalendarFeedMade',
        payload: { tokenHash, timeZone, language, owner: ownerOf(context), until: end(context) },
      },
    ],
    RevokeCalendarFeed: ({ because }, { feed }) =>
      feed === undefined ? refuse('NOT_FOUND') : [{ type: 'CalendarFeedRevoked', payload: { because } }],
  },
};

/** Whether a feed is shown at an instant. */
export function isShown({ feed }: CalendarFeedState, now: Instant): boolean {
  return feed !== undefined && now < feed.until;
}

function ownerOf({ actor: { userId, role, organisationId } }: Context): FeedOwner {
  return present<FeedOwner>({ userId, role, organisationId });
}

const end = ({ now }: Context): Instant => addMillis(now, VALID_DAYS * 24 * 3_600_000);
