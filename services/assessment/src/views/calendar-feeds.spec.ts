import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { CalendarFeedEvent } from '../domain/calendar-feed/events.js';
import { calendarFeeds } from './calendar-feeds.js';

const event = (one: CalendarFeedEvent) =>
  recorded<CalendarFeedEvent>(one, { stream: 'calendarFeed-P', personId: null });
const made = (tokenHash: string) =>
  event({
    type: 'CalendarFeedMade',
    payload: {
      tokenHash,
      timeZone: 'Europe/London',
      language: 'en',
      owner: { userId: 'U', role: 'KW' },
      until: '2027-03-02T09:00:00.000Z',
    },
  });

it('a token opens the newest feed of one user, until it is revoked', () => {
  const { tenantId } = specMeta;
  specifyView(calendarFeeds).given(made('H1'), made('H2')).shows('P', { user: 'P', tenantId, tokenHash: 'H2' });
  const revoked = event({ type: 'CalendarFeedRevoked', payload: { because: 'requested' } });
  specifyView(calendarFeeds).given(made('H1'), revoked).showsNothing('P');
});
