import { refuse } from '@carethread/contracts';
import { addMonths, localDate } from '@carethread/calendar';
import { uuidV5, present } from '@carethread/ledger';
import { type Decider, heldBy, type Holder, OWN } from '@carethread/event-sourcing';

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

/**
 * What an organisation has trained a member of its staff in (ENG-150); about staff, so sealed with a key of its own class. Streams
 * stored before are named after the member of staff alone, and may hold what two organisations recorded.
 */
export const competence: Decider<CompetenceState, CompetenceCommand, CompetenceEvent> = {
  category: 'competence',
  keyClass: 'staff',
  // Each organisation holds what it recorded of its own staff; the member of staff reads all of it.
  holder: ({ training }, _, capability) =>
    capability === 'train'
      ? OWN
      : training.flatMap(({ staff, heldBy: by }): readonly Holder[] => [
          { kind: 'staff', user: staff },
          ...(by === undefined ? [] : [heldBy(by)]),
        ]),
  initial: { training: [] },
  evolve: ({ training }, { payload, meta: { actor } }) => ({
    training: [...training, present({ ...payload, heldBy: actor.organisation })],
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

/** The stream of a member of staff, by pseudonym, at an organisation. */
export function competenceId(staff: string, organisationId: string): string {
  return uuidV5(staff, competence.category, organisationId);
}
