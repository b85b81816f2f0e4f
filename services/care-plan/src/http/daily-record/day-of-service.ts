import { addDays, endOfDay, localDate, startOfDay } from '@carethread/calendar';
import { isDate, malformed, queryFault } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import { uuidV5, type Instant } from '@carethread/ledger';
import type { Listed, ListPlace, Scope } from '@carethread/runtime';
import { dailyRecord } from '../../domain/daily-record/decider.js';
import type { DailyRecordState } from '../../domain/daily-record/state.js';
import { peopleRecorded, type RecordedPerson } from '../../views/people-recorded.js';
import { inBatches, sheetsToRead } from './sheets-to-read.js';
import { sheetSeen } from './sheet-seen.js';

/** A person's sheet of one day; a line of the view names only the person. */
interface ListedSheet extends RecordedPerson {
  readonly sheet?: {
    readonly id: string;
    readonly date: string;
    readonly etag: string;
    readonly state: DailyRecordState;
  };
}

/** The longest stretch that one request may ask for. */
const MOST_DAYS = 31;

/** Streams that are read at the same moment: the log may lie on another machine. */
const MOST_AT_ONCE = 50;

const WHEN = { type: 'string', format: 'date-time' } as const;

/** From when to when, ends included: instants, or local days; by default today, or the day on which it begins. */
function stretchOf({ query, now }: Pick<RequestContext, 'query' | 'now'>): {
  readonly from: Instant;
  readonly to: Instant;
} {
  const { from = localDate(now), to = localDate(startingAt(from)) } = query;
  const stretch = { from: startingAt(from), to: isDate(to) ? endOfDay(to) : new Date(to).toISOString() };
  if (stretch.to < stretch.from) malformed(queryFault('to', 'conflict', 'is before from'));
  if (addDays(localDate(stretch.from), MOST_DAYS) <= localDate(stretch.to))
    malformed(queryFault('to', 'maximum', `must be within ${MOST_DAYS} days`, MOST_DAYS));
  return stretch;
}

const startingAt = (when: string): Instant => (isDate(when) ? startOfDay(when) : new Date(when).toISOString());

/** The sheets of everybody on those lists, day by day. */
async function* sheetsOf(
  ask: RequestContext,
  scopes: readonly Scope[],
  after: ListPlace | undefined,
): AsyncGenerator<Listed<ListedSheet>, void, undefined> {
  const { from, to } = stretchOf(ask);
  const days = { from: localDate(from), to: localDate(to) };
  const batch = Math.min(MOST_AT_ONCE, Number(ask.query['limit'] ?? MOST_AT_ONCE) + 1);
  for await (const some of inBatches(sheetsToRead(ask.read, scopes, days, after), batch)) {
    const streams = await Promise.all(
      some.map(({ body: { personId }, order: date }) => ask.read.state(dailyRecord, uuidV5(personId, date))),
    );
    for (const [nth, { id, revision, erased, damaged, etag, state }] of streams.entries()) {
      const one = some[nth];
      if (one !== undefined && revision > 0 && !erased && !damaged)
        yield { ...one, body: { ...one.body, sheet: { id, date: one.order, etag, state } } };
    }
  }
}

/** What was written in that time, as the caller reads it now: a former provider is shown nothing (D23). */
function seen(ask: RequestContext, { personId, sheet }: ListedSheet) {
  const { from, to } = stretchOf(ask);
  const entries = sheet?.state.entries.filter(({ occurredAt }) => from <= occurredAt && occurredAt <= to) ?? [];
  return sheetSeen({ sight: (of) => ask.sight(of).now() }, personId, { date: sheet?.date ?? '', entries });
}

/** The daily records of many people, by day: those of a shift, read by service, team, organisation or as one's own. */
export const dailyRecordsOverMany = {
  view: peopleRecorded,
  filters: {},
  further: {
    from: { ...WHEN, description: 'An instant, or a local day; by default today' },
    to: {
      ...WHEN,
      description: `An instant, or a local day, included; at most ${MOST_DAYS} days. By default the day of from`,
    },
  },
  each: sheetsOf,
  // Of two organisations that write on one sheet each reads what it wrote itself.
  holder: () => TENANT,
  sees: async (body: ListedSheet, ask: RequestContext) => (await seen(ask, body)).entries.length > 0,
  item: async (body: ListedSheet, ask: RequestContext) => {
    const { personId, sheet } = body;
    return {
      id: sheet?.id ?? '',
      etag: `"${sheet?.etag ?? ''}"`,
      personId,
      date: sheet?.date ?? '',
      ...(await seen(ask, body)),
    };
  },
} as const;
