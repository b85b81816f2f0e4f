import { policy } from '@carethread/runtime';
import { placeRenewed } from './place-renewed.js';

/** The co-ordinator's place follows the case. */
export const renewCoordinatorsPlaceWhenReallocated = policy({
  name: 'renew-coordinators-place-when-reallocated',
  when: ['cpa-coordination.cpa-case-opened.v1', 'cpa-coordination.care-coordinator-reallocated.v1'],
  then: ({ personId }, reader) => placeRenewed('cpaCareCoordinator', personId, reader),
});
