import { policy, send, type PolicyCommand } from '@carethread/runtime';
import { restriction } from '../domain/restriction/decider.js';

/** R38: nobody is restricted after their death, and no authority is missed. */
export const endRestrictionsWhenPersonDies = policy({
  name: 'end-restrictions-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, reader) => {
    const ended: PolicyCommand[] = [];
    for (const id of personId === null ? [] : await reader.ids(restriction.category, personId)) {
      const { state } = await reader.state(restriction, id);
      if (state === 'proposed' || state === 'active' || state === 'withheld')
        ended.push(send(restriction, id, { type: 'EndRestriction', reason: 'deceased' }));
    }
    return ended;
  },
});
