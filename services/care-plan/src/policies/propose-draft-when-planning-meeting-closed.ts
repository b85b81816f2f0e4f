import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** ENG-089, D26: when the planning meeting closes, the draft is proposed, and with that the signatures are requested. */
export const proposeDraftWhenPlanningMeetingClosed = policy({
  name: 'propose-draft-when-planning-meeting-closed',
  when: ['review.review-closed.v1'],
  then: ({ data: { planId, reviewType } }) =>
    reviewType === 'planningMeeting' ? [send(carePlan, planId, { type: 'ProposeAfterMeeting' })] : [],
});
