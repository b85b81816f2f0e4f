import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { closeTask, task } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';
import { duplicateTaskOf } from './duplicate-task.js';

/** The council has looked at two people who may be one: they are two, or what stood with the wrong one has moved to the other. */
export const closeDuplicateTaskWhenPeopleAreToldApart = policyOn<PersonEvent>()({
  name: 'close-duplicate-task-when-people-are-told-apart',
  when: ['PersonDistinguished', 'FactsReceived'],
  then: async ({ type, data, personId }, reader) => {
    if (personId === null) return [];
    const others = 'notSameAs' in data ? data.notSameAs : [data.fromPersonId];
    const closed: PolicyCommand[] = [];
    for (const other of others) {
      const id = duplicateTaskOf(personId, other);
      if ((await reader.state(task, id)).status === 'open')
        closed.push(closeTask(id, type === 'PersonDistinguished' ? 'notSameAs' : 'factsMoved'));
    }
    return closed;
  },
});
