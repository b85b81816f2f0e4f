import { present } from '@carethread/ledger';
import { isDate, isInstant, refuse } from '@carethread/contracts';
import { addMillis, endOfDay, localDate, toDate, toInstant } from '@carethread/calendar';
import { type Context, COUNCIL, type Decider, heldBy, OWN } from '@carethread/event-sourcing';
import { holdsAction, saysSomething, withinReach } from './entry.js';
import type { CarePlanFacts } from '../facts.js';
import { planIdAt, plansFor } from '../plan-of-person.js';
import { section } from '../plan/content.js';
import { carePlan } from '../plan/decider.js';
import { inForceAt } from '../plan/in-force.js';
import { isWithheld } from '../plan/suspension.js';
import { readers } from '../readers/decider.js';

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
/** What stood in an entry before it was set right; nothing of it is overwritten. */
export type EntryCorrection = {
  readonly entryId: string;
  /** What was set right: what the entry says, or the reason of an exception. */
  readonly field?: 'text' | 'reason';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by?: string;
};
export type DailyRecordEvent =
  | { readonly type: 'DailyEntryAdded'; readonly payload: Entry }
  | { readonly type: 'DailyEntryCorrected'; readonly payload: EntryCorrection };
export type DailyRecordState = {
  readonly date: string;
  readonly entries: readonly (Entry & {
    readonly occurredAt: string;
    readonly recordedAt: string;
    /** The organisation that made the entry; absent where the council did. */
    readonly heldBy?: string;
    readonly corrections?: readonly (Omit<EntryCorrection, 'entryId'> & { readonly correctedAt: string })[];
  })[];
};
export type AddEntry = {
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
export type CorrectEntry = {
  readonly type: 'CorrectEntry';
  readonly entryId: string;
  readonly to: string;
  readonly reason?: string;
};
export type DailyRecordCommand = AddEntry | CorrectEntry;

const LATE_MS = 24 * 3_600_000;
/** One sheet a person a day; entries are added, never overwritten. */
export const dailyRecord: Decider<DailyRecordState, DailyRecordCommand, DailyRecordEvent> = {
  category: 'dailyRecord',
  keyClass: 'socialCare',
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
        return {
          ...state,
          entries: state.entries.map((entry) => setRight(entry, event.payload, event.meta.recordedAt)),
        };
    }
  },
  needs: (_, __, { facts, actor }) => ({
    streams: plansFor(facts as CarePlanFacts, actor).flatMap(([id]) =>
      [carePlan, readers].map(({ category }) => ({ category, id })),
    ),
  }),
  decide: (command, state, context: Context<CarePlanFacts>) => {
    if (command.type === 'CorrectEntry') return correctEntry(command, state, context);
    const { kind, text, plannedActionId, reasonCode, reason, date } = command;
    const refused = kind === 'refusal' || reasonCode === 'declined';
    withinReach(command, refused, context);
    saysSomething(command);
    const occurredAt =
      context.occurredAt === context.now && date < localDate(context.now) ? toInstant(date) : context.occurredAt;
    const planId = planIdAt(context.facts, context.actor, occurredAt);
    const plan = planId === undefined ? undefined : context.stream(carePlan, planId);
    const version = plan === undefined ? undefined : inForceAt(plan, context.now);
    if (plannedActionId !== undefined) {
      const latest = endOfDay(localDate(occurredAt));
      const inForce = [occurredAt, latest < context.now ? latest : context.now].map(
        (at) => plan && inForceAt(plan, at),
      );
      if (!inForce.some((held) => held !== undefined && holdsAction(held.content, plannedActionId)))
        refuse('REFERENCE_NOT_FOUND', ['plannedActionId']);
    }
    // CITY-47: the diary sheet, or what the plan says was agreed in its stead.
    const format = command.format ?? 'diarySheet';
    const agreed = version === undefined ? undefined : section(version.content, 'communication')['recordingFormat'];
    if (format !== 'diarySheet' && format !== agreed) refuse('FORMAT_NOT_AGREED', [format]);
    const read = planId === undefined ? undefined : context.stream(readers, planId).read[context.actor.userId];
    const unread = version !== undefined && read?.includes(version.versionNo) !== true;
    const withheld =
      plan !== undefined && plannedActionId !== undefined && isWithheld(plan, plannedActionId, occurredAt, 'consent');
    const entry: Entry = present({
      entryId: context.newId('entry'),
      kind,
      format,
      lateEntry: addMillis(occurredAt, LATE_MS) < context.now,
      withoutConsent: withheld && !refused && kind !== 'exception',
      warnings: unread ? ['PLAN_NOT_READ'] : [],
      by: context.actor.userId,
      text,
      plannedActionId,
      reasonCode,
      reason,
      ...(refused
        ? {
            reviewOn:
              command.reviewOn ??
              reviewDate(context.facts.nextReview[planId ?? ''] ?? version?.content['nextReviewBy'], context.now),
          }
        : {}),
    });
    return [{ type: 'DailyEntryAdded', occurredAt, payload: entry }];
  },
};

/** A refusal is looked at again: on the date given, else at the plan's next formal review, else in a week (SCOT-094). */
function reviewDate(next: unknown, now: string): string {
  const day = isDate(next) || isInstant(next) ? toDate(next) : '';
  return day > localDate(now) ? day : localDate(addMillis(now, 7 * LATE_MS));
}

type KeptEntry = DailyRecordState['entries'][number];

function setRight(entry: KeptEntry, { entryId, ...correction }: EntryCorrection, correctedAt: string): KeptEntry {
  if (entry.entryId !== entryId) return entry;
  const { field = 'text', to } = correction;
  return { ...entry, [field]: to, corrections: [...(entry.corrections ?? []), { ...correction, correctedAt }] };
}

/** An entry is set right by whoever made it or their colleagues, with a reason; what stood there stays beside it. */
function correctEntry(
  { entryId, to, reason }: CorrectEntry,
  { entries }: DailyRecordState,
  { actor }: Context<CarePlanFacts>,
): readonly DailyRecordEvent[] {
  const entry = entries.find((one) => one.entryId === entryId && one.heldBy === actor.organisationId);
  if (entry === undefined) return refuse('REFERENCE_NOT_FOUND', ['entryId']);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const field = entry.text === undefined && entry.reason !== undefined ? 'reason' : 'text';
  const from = entry[field] ?? '';
  if (from === to) return [];
  saysSomething({ kind: entry.kind, reasonCode: entry.reasonCode, [field]: to });
  return [{ type: 'DailyEntryCorrected', payload: { entryId, field, from, to, reason, by: actor.userId } }];
}
