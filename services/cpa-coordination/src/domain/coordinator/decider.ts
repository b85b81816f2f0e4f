import { type Decider, TENANT } from '@carethread/event-sourcing';
import type { CoordinatorCommand } from './commands.js';
import { deactivateCoordinator } from './deactivation.js';
import type { CoordinatorEvent } from './events.js';
import { evolve, type CoordinatorState } from './state.js';

/**
 * A co-ordinator's account, under the pseudonym that their tenant gives them: it ends only when somebody else has each of their open
 * cases (CPA-44). A team manager ends it for the cases of their own organisation, a platform administrator for every case.
 */
export const coordinator: Decider<CoordinatorState, CoordinatorCommand, CoordinatorEvent> = {
  category: 'coordinator',
  keyClass: 'staff',
  // The account is nobody's record: `decide` checks whose co-ordinator it is.
  holder: () => TENANT,
  initial: { deactivatedAt: undefined },
  evolve,
  decide: { DeactivateCoordinator: deactivateCoordinator },
};
