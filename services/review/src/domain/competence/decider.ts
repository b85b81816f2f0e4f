import { type Decider, heldBy, type Holder, OWN } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { CompetenceCommand } from './commands.js';
import type { CompetenceEvent } from './events.js';
import { evolve, type CompetenceState } from './state.js';
import { recordTraining } from './training.js';

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
      : training.flatMap(({ staff: user, heldBy: by }): readonly Holder[] =>
          by === undefined ? [{ kind: 'staff', user }] : [{ kind: 'staff', user }, heldBy(by)],
        ),
  initial: { training: [] },
  evolve,
  decide: { RecordTraining: recordTraining },
};

/** The stream of a member of staff, by pseudonym, at an organisation. */
export function competenceId(staff: string, organisationId: string): string {
  return uuidV5(staff, competence.category, organisationId);
}
