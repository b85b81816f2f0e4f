import { localDate, type LocalDate } from '@carethread/calendar';
import { idInStream } from '@carethread/event-sourcing';
import { listOf, type Scope } from '@carethread/runtime';
import { dailyRecord } from '../domain/daily-record/decider.js';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';

/** That there is a daily record of a person and day, and which organisations wrote it; an empty name for the council. */
interface RecordedDay {
  readonly personId: string;
  readonly date: LocalDate;
  readonly writers: readonly string[];
}

/**
 * The days of which there are records, in order, for the tenant and for each organisation that wrote: whoever asks about very many
 * people reads those alone of whom something was written.
 */
export const recordedDays = listOf<RecordedDay, DailyRecordEvent>()({
  name: 'recordedDays',
  version: 1,
  indexes: [],
  index: () => ({}),
  lists: {
    filters: [],
    entries: ({ personId, date, writers }) => [
      { id: 'day', scopes: scopesOf(personId, writers), order: date, filters: {}, body: { personId } },
    ],
  },
  on: {
    DailyEntryAdded: {
      key: ({ meta }) => idInStream(dailyRecord, meta.stream),
      fold: (day, { meta: { personId, occurredAt, actor } }) => {
        const { writers, ...known } = day ?? { personId: personId ?? '', date: localDate(occurredAt), writers: [] };
        const writer = actor.organisation ?? '';
        return day?.writers.includes(writer) === true ? day : { ...known, writers: [...writers, writer] };
      },
    },
  },
});

function scopesOf(personId: string, writers: readonly string[]): readonly Scope[] {
  const organisations = writers.filter((id) => id !== '');
  return [
    { of: 'tenant' },
    { of: 'person', id: personId },
    ...organisations.map((id): Scope => ({ of: 'organisation', id })),
  ];
}
