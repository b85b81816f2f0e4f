import { refuse } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import type { Decider } from '@carethread/event-sourcing';

export type Training = {
  readonly staff: string;
  readonly course: string;
  readonly completedOn: string;
  readonly expiresOn?: string;
};
export type CompetenceEvent = { readonly type: 'TrainingRecorded'; readonly payload: Training };
export type CompetenceCommand = {
  readonly type: 'RecordTraining';
  readonly staff: string;
  readonly course: string;
  readonly completedOn: string;
  readonly expiresOn?: string;
};

/** What a member of staff has been trained in (ENG-150); about staff, so sealed with a key of its own class. */
export const competence: Decider<{ readonly training: readonly Training[] }, CompetenceCommand, CompetenceEvent> = {
  category: 'competence',
  initial: { training: [] },
  evolve: ({ training }, { payload }) => ({ training: [...training, payload] }),
  decide: ({ type: _, ...training }, __, { now }) => {
    if (training.completedOn > localDate(now)) refuse('FUTURE_DATE', ['completedOn']);
    return [{ type: 'TrainingRecorded', payload: training }];
  },
};
