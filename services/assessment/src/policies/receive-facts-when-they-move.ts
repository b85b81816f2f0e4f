import { policyOn, send } from '@carethread/runtime';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';

/** Facts that two people moved away from one record arrive at the other; the number goes from hand to hand, never free between. */
export const receiveFactsWhenTheyMove = policyOn<PersonEvent>()({
  name: 'receive-facts-when-they-move',
  when: ['FactsMoved'],
  then: ({ personId, data: { moveId, toPersonId, facts, reason, effectiveFrom } }) =>
    personId === null
      ? []
      : [
          send(
            person,
            toPersonId,
            { type: 'ReceiveFacts', moveId, fromPersonId: personId, facts, reason, effectiveFrom },
            { personId: toPersonId },
          ),
        ],
});
