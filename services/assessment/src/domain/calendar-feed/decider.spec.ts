import { specify } from '@carethread/event-sourcing/testing';
import { calendarFeed, isShown, type CalendarFeedCommand } from './decider.js';
import type { CalendarFeedEvent } from './events.js';

const spec = specify(calendarFeed);
const owner = { userId: '00000000-0000-4000-8000-000000000007', role: 'KW' };
const feed = {
  tokenHash: 'H1',
  timeZone: 'Europe/London',
  language: 'en',
  owner,
  until: '2027-03-02T09:00:00.000Z',
} as const;
const made: CalendarFeedEvent = { type: 'CalendarFeedMade', payload: feed };
const make: CalendarFeedCommand = {
  type: 'MakeCalendarFeed',
  tokenHash: 'H1',
  timeZone: 'Europe/London',
  language: 'en',
};
const revoke: CalendarFeedCommand = { type: 'RevokeCalendarFeed', because: 'requested' };

describe('a member of staff’s calendar feed', () => {
  it('is made for a year, and a new one takes the place of the one before', () => {
    spec.given().when(make).then(made);
    spec
      .given(made)
      .when({ ...make, tokenHash: 'H2' })
      .then({ type: 'CalendarFeedMade', payload: { tokenHash: 'H2' } });
    const { state } = spec.given(made);
    expect(isShown(state, '2027-03-02T08:59:59.999Z')).toBe(true);
    expect(isShown(state, '2027-03-02T09:00:00.000Z')).toBe(false);
  });

  it('is revoked once', () => {
    const revoked: CalendarFeedEvent = { type: 'CalendarFeedRevoked', payload: { because: 'requested' } };
    spec.given(made).when(revoke).then(revoked);
    spec.given(made, revoked).when(revoke).refused('NOT_FOUND', []);
    expect(isShown(spec.given(made, revoked).state, '2026-03-02T09:00:00.000Z')).toBe(false);
    spec.given(made, revoked).when(make).then(made);
  });

  it('is the user’s own', () => {
    expect(calendarFeed.holder({}, { id: 'P' }, 'ownSettings')).toEqual({ kind: 'staff', user: 'P' });
  });
});
