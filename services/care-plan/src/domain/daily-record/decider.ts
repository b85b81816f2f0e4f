import { localDate } from '@carethread/calendar';
import { COUNCIL, heldBy, OWN, type Decider, type NeedsContext } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { plansFor } from '../plan-of-person.js';
import { carePlan } from '../plan/decider.js';
import { readers } from '../readers/decider.js';
import { addEntry } from './add-entry.js';
import type { DailyRecordCommand } from './commands.js';
import { correctEntry, setRight } from './correct-entry.js';
import type { DailyRecordEvent } from './events.js';
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
  needs: (_, __, { facts, actor }: NeedsContext & { readonly facts: CarePlanFacts }) => ({
    streams: plansFor(facts, actor).flatMap(([id]) => [carePlan, readers].map(({ category }) => ({ category, id }))),
  }),
  decide: {
    AddEntry: addEntry,
    CorrectEntry: correctEntry,
  },
  evolve: {
    DailyEntryAdded: ({ entries }, { payload, meta: { occurredAt, recordedAt, actor } }) => ({
      date: localDate(occurredAt),
      entries: [...entries, present({ ...payload, occurredAt, recordedAt, heldBy: actor.organisation })],
    }),
    DailyEntryCorrected: (state, { payload, meta }) => ({
      ...state,
      entries: state.entries.map((entry) => setRight(entry, payload, meta.recordedAt)),
    }),
  },
};
