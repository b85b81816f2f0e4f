import { policy, send } from '@carethread/runtime';
import { cpaCase } from '../domain/case/decider.js';

/** C15: a case ends with the person's life. */
export const closeCaseWhenPersonDies = policy({
  name: 'close-case-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) => send(cpaCase, caseId, { type: 'CloseForDeath' })),
});
