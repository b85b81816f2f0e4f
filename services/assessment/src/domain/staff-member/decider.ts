import { TENANT, type Decider } from '@carethread/event-sourcing';
import { endAbsence, needsDeputy, recordDeparture, setAbsence } from './absence.js';
import type { StaffCommand } from './commands.js';
import type { StaffEvent } from './events.js';
import { nameStaff, noteSignIn } from './naming.js';
import { evolve, NOBODY, type StaffState } from './state.js';

/**
 * A member of staff, under the pseudonym that their tenant gives them: what they are called at each organisation, who does their work
 * while they are away, and that they have left. About staff, so sealed with a key of its own class.
 */
export const staffMember: Decider<StaffState, StaffCommand, StaffEvent> = {
  category: 'staffMember',
  keyClass: 'staff',
  // Nobody's record: `decide` checks whose staff it is, and reads show each what they may see.
  holder: () => TENANT,
  // Somebody may work for organisations of two countries.
  jurisdiction: () => 'none',
  initial: NOBODY,
  evolve,
  needs: (command, _, context) => needsDeputy(command, context),
  decide: {
    NoteSignIn: noteSignIn,
    NameStaff: nameStaff,
    SetAbsence: setAbsence,
    EndAbsence: endAbsence,
    RecordDeparture: recordDeparture,
  },
};
