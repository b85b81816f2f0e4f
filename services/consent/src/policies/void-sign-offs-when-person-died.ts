import { policy, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** R38: nothing is signed after a death. */
export const voidSignOffsWhenPersonDied = policy({
  name: 'void-sign-offs-when-person-died',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, look) =>
    personId === null
      ? []
      : (await look.find(signOffsBySubject, { personId, open: 1 })).map(({ signOffId }) =>
          send(signOff, signOffId, { type: 'VoidSignOff', reason: 'deceased' }),
        ),
});

/** R17: what was asked about a plan that is closed since is asked no longer. */
export const voidSignOffsWhenPlanClosed = policy({
  name: 'void-sign-offs-when-plan-closed',
  when: ['care-plan.care-plan-closed.v1'],
  then: async ({ data: { planId } }, look) =>
    (await look.find(signOffsBySubject, { subjectId: planId, open: 1 })).map(({ signOffId }) =>
      send(signOff, signOffId, { type: 'VoidSignOff', reason: 'planClosed' }),
    ),
});
