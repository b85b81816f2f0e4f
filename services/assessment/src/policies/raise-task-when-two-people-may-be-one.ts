import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import type { PersonState } from '../domain/person/state.js';
import { tokensOfWholes } from '../domain/search/duplicates.js';
import { findable } from '../domain/search/findable.js';
import { distinct, wholeNames } from '../domain/search/tokens.js';
import { findablePeople } from '../views/findable-people.js';
import { duplicateTaskOf } from './duplicate-task.js';

/** People of one name and birth who are compared. */
const MOST_LIKELY = 50;

/**
 * ENG-129: two people are registered at one moment, somebody is registered by whoever may not see the other, or a name is set right and
 * is now another's: what was refused to nobody is looked for once it is recorded, and the council sees whether the two are one.
 */
export const raiseTaskWhenTwoPeopleMayBeOne = policyOn<PersonEvent>()({
  name: 'raise-task-when-two-people-may-be-one',
  when: ['PersonRegistered', 'BasicInformationCorrected', 'FactsReceived'],
  then: async ({ type, data, personId }, reader) => {
    if (personId === null) return [];
    const own = await reader.state(person, personId);
    const known = findable(personId, own, reader.now);
    if (known === undefined) return [];
    const wholes = wholeNames(known);
    const found: string[] = [];
    for (const id of tokensOfWholes(known))
      found.push(...(await reader.keysIn(findablePeople, { of: 'token', id }, MOST_LIKELY)));
    const tasks: PolicyCommand[] = [];
    for (const otherId of distinct(found)) {
      const isTheSame = otherId === personId || ('fromPersonId' in data && data.fromPersonId === otherId);
      if (isTheSame || own.notSameAs?.includes(otherId) === true) continue;
      const state: PersonState = await reader.state(person, otherId);
      const other = findable(otherId, state, reader.now);
      if (other === undefined || state.notSameAs?.includes(personId) === true) continue;
      if (!wholeNames(other).some((whole) => wholes.includes(whole))) continue;
      tasks.push(
        raiseTask(duplicateTaskOf(personId, otherId), {
          kind: 'duplicateLikely',
          forRole: 'AS',
          subject: { kind: 'person', id: otherId },
          ref: { personId, otherPersonId: otherId, by: type },
        }),
      );
    }
    return tasks;
  },
});
