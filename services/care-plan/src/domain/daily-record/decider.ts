import { localDate, toInstant, endOfDay, addMillis } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Decider, OWN, COUNCIL, heldBy, type Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { plansFor, planIdAt } from '../plan-of-person.js';
import { section } from '../plan/content.js';
import { carePlan } from '../plan/decider.js';
import { inForceAt } from '../plan/in-force.js';
import { isWithheld } from '../plan/suspension.js';
import { readers } from '../readers/decider.js';
import type { DailyRecordCommand } from './commands.js';
import { setRight, correctEntry } from './correct-entry.js';
import { withinReach, saysSomething, holdsAction, LATE_MS, reviewDate } from './entry.js';
import type { DailyRecordEvent, Entry } from './events.js';
import type { DailyRecordState } from './state.js';

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
