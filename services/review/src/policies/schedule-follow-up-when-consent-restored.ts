import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** SCOT-094: consent that is given again is a change of mind; a withdrawal has its own review, in 72 hours (C9). */
export const scheduleFollowUpWhenConsentRestored = policy({
  name: 'look-again-when-consent-restored',
  when: ['consent.care-consent-restored.v1'],
  then: ({ data: { planId }, recordedAt: arisenAt, id: name }) => [
    send(schedule, planId, { type: 'FollowUp', kind: 'changeOfMindReview', arisenAt, name }),
  ],
});
