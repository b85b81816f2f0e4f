import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** R38: a recorded death closes every plan of the person. */
export const closePlansWhenPersonDied = policy({
  name: 'close-plans-when-person-died',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, reader) =>
    personId === null
      ? []
      : (await reader.ids(carePlan.category, personId)).map((id) =>
          send(carePlan, id, { type: 'ClosePlan', reason: 'deceased' }),
        ),
});
