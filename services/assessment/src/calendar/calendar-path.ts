import { Refusal } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { TenantReader, WorkUnavailable, type ServiceRuntime, type Worker } from '@carethread/runtime';
import { holdsTag, type OpenPath } from '@carethread/service-kit';
import { createHash } from 'node:crypto';
import { calendarFeed, isShown, type CalendarFeedState } from '../domain/calendar-feed/decider.js';
import { isSameSecret } from '../domain/secret.js';
import { tokenHash } from '../http/me/tokens.js';
import { calendarFeeds } from '../views/calendar-feeds.js';
import { dueCalendar } from './due-calendar.js';

/** Programmes ask once an hour, or every few minutes. */
const HOURLY = 60;
const FORM = /^([0-9a-f]{64})\.ics$/;

/** A user's due dates, for their own calendar: whoever has the token sees days, and nothing else. */
export const calendarPath: OpenPath = {
  method: 'GET',
  path: '/calendar/:token',
  hourly: HOURLY,
  answer: async (runtime, { token, known }) => {
    const { user, tenantId, feed } = await shownFeed(runtime, FORM.exec(token)?.[1] ?? '');
    const { role, organisationId } = feed.owner;
    const due = await dueDates(runtime, tenantId, present<Worker>({ user, role, organisationId }));
    const body = dueCalendar(user, feed, due);
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'text/calendar; charset=utf-8',
    };
    return holdsTag(known, etag) ? { status: 304, headers, body: '' } : { status: 200, headers, body };
  },
};

interface Shown {
  readonly user: string;
  readonly tenantId: string;
  readonly feed: NonNullable<CalendarFeedState['feed']>;
}

/** The feed that a token opens. Throws NOT_FOUND: which token it is that opens none is not said. */
async function shownFeed(runtime: ServiceRuntime, token: string): Promise<Shown> {
  const hash = tokenHash(token);
  const [found] = await new TenantReader(runtime, '', true).find(calendarFeeds, { tokenHash: hash });
  if (found === undefined) throw new Refusal('NOT_FOUND');
  const { tenantId, user } = found.doc;
  const { state, erased, damaged } = await new TenantReader(runtime, tenantId, true).state(calendarFeed, user);
  const { feed } = state;
  // The view may be a moment behind, and what it says is not sealed: the stream decides.
  if (erased || damaged || feed === undefined || !isShown(state, runtime.now())) throw new Refusal('NOT_FOUND');
  if (!isSameSecret(feed.tokenHash, hash)) throw new Refusal('NOT_FOUND');
  return { user, tenantId, feed };
}

/** Throws UNAVAILABLE where a service is away: a calendar that lacks half of its days would be believed. */
async function dueDates(runtime: ServiceRuntime, tenantId: string, worker: Worker): Promise<readonly string[]> {
  try {
    return (await runtime.parts.work?.dueDatesOf(tenantId, worker)) ?? [];
  } catch (error) {
    throw error instanceof WorkUnavailable ? new Refusal('UNAVAILABLE') : error;
  }
}
