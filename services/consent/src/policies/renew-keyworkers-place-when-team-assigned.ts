import { policy } from '@carethread/runtime';
import { placeRenewed } from './place-renewed.js';

/** R22: the keyworker's place follows the assignment of the team. */
export const renewKeyworkersPlaceWhenTeamAssigned = policy({
  name: 'renew-keyworkers-place-when-team-assigned',
  when: ['care-plan.care-team-assigned.v1'],
  then: ({ personId }, reader) => placeRenewed('keyworker', personId, reader),
});
