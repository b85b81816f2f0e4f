import { refuse } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { type Decider, heldBy, OWN } from '@carethread/event-sourcing';

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

/** `heldBy`: the organisation that recorded it, from the envelope. */
export type CompetenceState = { readonly training: readonly (Training & { readonly heldBy?: string })[] };

/** What a member of staff has been trained in (ENG-150); about staff, so sealed with a key of its own class. */
export const competence: Decider<CompetenceState, CompetenceCommand, CompetenceEvent> = {
  category: 'competence',
  // Each organisation holds what it recorded of its own staff; the member of staff reads all of it.
  holder: ({ training }, { id }) => [
    OWN,
    { kind: 'staff', user: id },
    ...training.flatMap(({ heldBy: by }) => (by === undefined ? [] : [heldBy(by)])),
  ],
  initial: { training: [] },
  evolve: ({ training }, { payload, meta: { actor } }) => ({
    training: [
      ...training,
      { ...payload, ...(actor.organisation === undefined ? {} : { heldBy: actor.organisation }) },
    ],
  }),
  decide: ({ type: _, ...training }, __, { now }) => {
    if (training.completedOn > localDate(now)) refuse('FUTURE_DATE', ['completedOn']);
    return [{ type: 'TrainingRecorded', payload: training }];
  },
};
