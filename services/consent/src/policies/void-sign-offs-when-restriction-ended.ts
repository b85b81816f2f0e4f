import { policy } from '@carethread/runtime';
import { openSignOffsVoided } from './open-sign-offs-voided.js';

/** R30: nobody signs for a restriction that has ended. */
export const voidSignOffsWhenRestrictionEnded = policy({
  name: 'void-sign-offs-when-restriction-ended',
  when: ['risk.restriction-ended.v1'],
  then: ({ data: { restrictionId } }, reader) => openSignOffsVoided(restrictionId, 'restrictionEnded', reader),
});
