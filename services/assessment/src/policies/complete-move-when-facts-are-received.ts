import { policyOn, send } from '@carethread/runtime';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';

/** What has arrived at the other record is held by the first no longer. */
export const completeMoveWhenFactsAreReceived = policyOn<PersonEvent>()({
  name: 'complete-move-when-facts-are-received',
  when: ['FactsReceived'],
  then: ({ data: { moveId, fromPersonId } }) => [
    send(person, fromPersonId, { type: 'CompleteMove', moveId }, { personId: fromPersonId }),
  ],
});
