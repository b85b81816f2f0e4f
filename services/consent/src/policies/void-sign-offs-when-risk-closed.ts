import { policy } from '@carethread/runtime';
import { openSignOffsVoided } from './open-sign-offs-voided.js';

/** R17: nobody signs for a risk assessment that is closed. */
export const voidSignOffsWhenRiskClosed = policy({
  name: 'void-sign-offs-when-risk-closed',
  when: ['risk.risk-closed.v1'],
  then: ({ data: { riskId } }, reader) => openSignOffsVoided(riskId, 'riskClosed', reader),
});
