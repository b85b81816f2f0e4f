import { refuse } from '@carethread/contracts';
import { addMillis, localDate, toDate, toInstant } from '@carethread/calendar';
import { type Context, COUNCIL, type Decider, heldBy, OWN } from '@carethread/event-sourcing';
import type { CarePlanFacts } from './facts.js';
import { planIdFor } from './plan-of-person.js';
import { section } from './plan/content.js';
import { carePlan } from './plan/decide.js';
import { versionAt } from './plan/in-force.js';
import { isWithheld } from './plan/suspension.js';
import { readers } from './readers.js';

export type Entry = {
  readonly entryId: string;
  readonly kind: string;
  readonly text?: string;
  readonly plannedActionId?: string;
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly reviewOn?: string;
  readonly format: string;
  readonly lateEntry: boolean;
  /** Done although the person has withdrawn consent: the record must be true, and the manager must know. */
  readonly withoutConsent: boolean;
  readonly warnings: readonly string[];
  readonly by: string;
};
export type DailyRecordEvent =
  | { readonly type: 'DailyEntryAdded'; readonly payload: Entry }
  | {
      readonly type: 'DailyEntryCorrected';
      readonly payload: {
        readonly entryId: string;
        readonly from: string;
        readonly to: string;
        readonly reason: string;
      };
    };
export type DailyRecordState = {
  readonly date: string;
  readonly entries: readonly (Entry & {
    readonly occurredAt: string;
    readonly recordedAt: string;
    /** The organisation that made the entry; absent where the council did. */
    readonly heldBy?: string;
  })[];
};
export type DailyRecordCommand = {
  readonly type: 'AddEntry';
  readonly date: string;
  readonly kind: string;
  readonly text?: string;
  readonly plannedActionId?: string;
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly reviewOn?: string;
  readonly format?: string;
};

const LATE_MS = 24 * 3_600_000;
/** Whole-record phrases that say nothing (model §11). */
const BLANKET = [
  'all care given',
  'all cares given',
  'all care given as per care plan',
  'care given as per plan',
  'all care provided',
  'acg',
];

/** One sheet a person a day; entries are added, never overwritten. */
export const dailyRecord: Decider<DailyRecordState, DailyRecordCommand, DailyRecordEvent> = {
  category: 'dailyRecord',
  // One sheet holds the entries of every organisation that served the person that day; each organisation holds its own.
  holder: ({ entries }, _, capability) =>
    capability === 'addDailyRecord' ? OWN : entries.map(({ heldBy: id }) => (id === undefined ? COUNCIL : heldBy(id))),
  initial: { date: '', entries: [] },
  edits: [],
  evolve: (state, event) => {
    switch (event.type) {
      case 'DailyEntryAdded': {
        const { occurredAt, recordedAt, actor } = event.meta;
        const held = actor.organisation === undefined ? {} : { heldBy: actor.organisation };
        return {
          date: localDate(occurredAt),
          entries: [...state.entries, { ...event.payload, occurredAt, recordedAt, ...held }],
        };
      }
      case 'DailyEntryCorrected':
        return state;
    }
  },
  needs: (_, __, { facts, actor }) => {
    const id = planIdFor(facts as CarePlanFacts, actor);
    return id === undefined ? {} : { streams: [carePlan, readers].map(({ category }) => ({ category, id })) };
  },
  decide: (command, _, context: Context<CarePlanFacts>) => {
    const { kind, text, plannedActionId, reasonCode, reason, date } = command;
    if (date > localDate(context.now)) refuse('FUTURE_DATE', ['date']);
    if (text !== undefined && BLANKET.includes(plain(text))) refuse('ALL_CARE_GIVEN_ONLY');
    if (kind === 'exception' && (reasonCode === undefined || ((reason ?? text)?.trim().length ?? 0) < 3))
      refuse('REASON_REQUIRED', ['reasonCode', 'reason']);
    const occurredAt =
      context.occurredAt === context.now && date < localDate(context.now) ? toInstant(date) : context.occurredAt;
    const planId = planIdFor(context.facts, context.actor);
    const plan = planId === undefined ? undefined : context.stream(carePlan, planId);
    const version = plan === undefined ? undefined : versionAt(plan, context.now);
    // CITY-47: the diary sheet, or what the plan says was agreed in its stead.
    const format = command.format ?? 'diarySheet';
    const agreed = version === undefined ? undefined : section(version.content, 'communication')['recordingFormat'];
    if (format !== 'diarySheet' && format !== agreed) refuse('FORMAT_NOT_AGREED', [format]);
    const read = planId === undefined ? undefined : context.stream(readers, planId).read[context.actor.userId];
    const unread = version !== undefined && read?.includes(version.versionNo) !== true;
    const withheld =
      plan !== undefined && plannedActionId !== undefined && isWithheld(plan, plannedActionId, occurredAt, 'consent');
    const refused = kind === 'refusal' || reasonCode === 'declined';
    const entry: Entry = {
      entryId: context.newId('entry'),
      kind,
      format,
      lateEntry: addMillis(occurredAt, LATE_MS) < context.now,
      withoutConsent: withheld && !refused && kind !== 'exception',
      warnings: unread ? ['PLAN_NOT_READ'] : [],
      by: context.actor.userId,
      ...(text === undefined ? {} : { text }),
      ...(plannedActionId === undefined ? {} : { plannedActionId }),
      ...(reasonCode === undefined ? {} : { reasonCode }),
      ...(reason === undefined ? {} : { reason }),
      ...(refused
        ? {
            reviewOn:
              command.reviewOn ??
              reviewDate(context.facts.nextReview[planId ?? ''] ?? version?.content['nextReviewBy'], context.now),
          }
        : {}),
    };
    return [{ type: 'DailyEntryAdded', occurredAt, payload: entry }];
  },
};

/** A refusal is looked at again: on the date given, else at the plan's next formal review, else in a week (SCOT-094). */
function reviewDate(next: unknown, now: string): string {
  const day = typeof next === 'string' ? toDate(next) : '';
  return day > localDate(now) ? day : localDate(addMillis(now, 7 * LATE_MS));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
