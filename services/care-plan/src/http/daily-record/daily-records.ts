import { localDate } from '@carethread/calendar';
import { Id, LocalDate, Code, Text, Label, EXCEPTION_REASONS, InstantField } from '@carethread/contracts';
import { answerOf, type Route, commandOn, commandOf, listOn, readOn, query } from '@carethread/http-api';
import { uuidV5, filled } from '@carethread/ledger';
import { oneDay } from '../../domain/bounds.js';
import { dailyRecord } from '../../domain/daily-record/decider.js';
import { dailyRecordsOverMany } from './day-of-service.js';
import { sheetSeen, entriesSeen } from './sheet-seen.js';

export class AddEntryRequest {
  @Id() personId!: string;
  @LocalDate({ optional: true }) date?: string;
  @Code(['wellbeing', 'dailyActivity', 'exception', 'specialistPlanIssue', 'refusal', 'observation', 'visit', 'note'], {
    optional: true,
  })
  kind?: string;
  @Text({ optional: true }) text?: string;
  @Label({ optional: true }) plannedActionId?: string;
  @Code(EXCEPTION_REASONS, { optional: true }) reasonCode?: string;
  @Text({ optional: true }) reason?: string;
  @LocalDate({ optional: true }) reviewOn?: string;
  @Code(['diarySheet', 'communicationLog', 'other'], { optional: true }) format?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class CorrectEntryRequest {
  @Id() entryId!: string;
  @Text() to!: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const dailyRecordRoutes: readonly Route[] = [
  commandOn(dailyRecord)({
    method: 'POST',
    path: '/care-plan/daily-records',
    summary: 'Add an entry to a person’s daily record',
    capability: 'addDailyRecord',
    body: AddEntryRequest,
    stream: 'either',
    answers: 201,
    target: ({ body, now }) => uuidV5(body.personId, dateOfEntry(body, now)),
    command: ({ body: { personId: _, occurredAt, ...body }, now }) => ({
      type: 'AddEntry',
      ...body,
      date: dateOfEntry(
        answerOf({
          date: body.date,
          occurredAt,
        }),
        now,
      ),
      kind: body.kind ?? (body.reasonCode === undefined ? 'note' : 'exception'),
    }),
    ifMatch: 'none',
    answer: async ({ events, state }, ask) => {
      const entry = events.find((event) => event.type === 'DailyEntryAdded')?.payload;
      const { revision } = await sheetSeen(ask, ask.body.personId, state);
      return entry === undefined
        ? { revision }
        : answerOf({
            revision,
            entryId: entry.entryId,
            warnings: filled(entry.warnings),
            lateEntry: entry.lateEntry ? true : undefined,
          });
    },
  }),
  commandOf(
    dailyRecord,
    'CorrectEntry',
  )({
    method: 'POST',
    path: '/care-plan/daily-records/:id/corrections',
    summary: 'Set an entry right, with a reason; what stood there is kept beside it',
    capability: 'correctDailyRecord',
    body: CorrectEntryRequest,
    answers: 201,
    ifMatch: 'none',
    answer: async ({ id, state }, ask) => {
      const { personId } = await ask.read.state(dailyRecord, id);
      const { revision } = await sheetSeen(ask, personId, state);
      return { revision };
    },
  }),
  listOn(dailyRecord)({
    path: '/care-plan/daily-records',
    summary: 'Daily records: of one person, or over many people by day',
    capability: 'readPlan',
    show: (state, { personId }, ask) => sheetSeen(ask, personId, state),
    inBrief: dailyRecordsOverMany,
  }),
  readOn(dailyRecord)({
    path: '/care-plan/daily-records/:id',
    summary: 'The daily record of one person and date',
    capability: 'readPlan',
    show: (state, { personId }, ask) => sheetSeen(ask, personId, state),
  }),
  query({
    path: '/care-plan/persons/:personId/daily-records',
    summary: 'A person’s daily record of a date',
    capability: 'readPlan',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    queryParameters: { date: { type: 'string', format: 'date' } },
    paged: true,
    answer: async (ask) => {
      const { personId = '' } = ask.params;
      const { date = localDate(ask.now) } = ask.query;
      const { state } = await ask.read.state(dailyRecord, uuidV5(personId, date));
      return { body: { personId, date, items: await entriesSeen(ask, personId, state) } };
    },
  }),
];

function dateOfEntry(
  { date, occurredAt }: { readonly date?: string; readonly occurredAt?: string },
  now: string,
): string {
  oneDay(date, occurredAt);
  return date ?? localDate(occurredAt === undefined ? now : new Date(occurredAt).toISOString());
}
