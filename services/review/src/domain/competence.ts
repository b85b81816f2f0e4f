import { refuse } from '@carethread/contracts';
import { addMonths, localDate } from '@carethread/calendar';
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
  holder: ({ training }, { id }, capability) =>
    capability === 'train'
      ? OWN
      : [{ kind: 'staff', user: id }, ...training.flatMap(({ heldBy: by }) => (by === undefined ? [] : [heldBy(by)]))],
  initial: { training: [] },
  evolve: ({ training }, { payload, meta: { actor } }) => ({
    training: [
      ...training,
      { ...payload, ...(actor.organisation === undefined ? {} : { heldBy: actor.organisation }) },
    ],
  }),
  decide: ({ type: _, ...training }, __, { now }) => {
    const { completedOn, expiresOn } = training;
    if (completedOn > localDate(now)) refuse('FUTURE_DATE', ['completedOn']);
    // Within a working life; what is learnt is learnt again within ten years.
    if (completedOn < addMonths(localDate(now), -12 * 60)) refuse('TIMESCALE_INVALID', ['completedOn']);
    if (expiresOn !== undefined && (expiresOn <= completedOn || expiresOn > addMonths(completedOn, 12 * 10)))
      refuse('TIMESCALE_INVALID', ['expiresOn']);
    return [{ type: 'TrainingRecorded', payload: training }];
  },
};
