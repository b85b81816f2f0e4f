import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** R38: nothing is signed after a death. */
export const voidSignOffsWhenPersonDied = policy({
  name: 'void-sign-offs-when-person-died',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, reader) =>
    personId === null
      ? []
      : (await reader.find(signOffsBySubject, { personId, open: 1 })).map(({ signOffId }) =>
          send(signOff, signOffId, { type: 'VoidSignOff', reason: 'deceased' }),
        ),
});
