import { policy, send } from '@carethread/runtime';
import { review } from '../domain/review/decider.js';

/** ENG-110: scheduling a formal review invites all who are involved; this policy invites those who become involved before it is held. */
export const inviteThoseWhoBecomeInvolved = policy({
  name: 'invite-whoever-comes-to-be-involved',
  when: ['consent.contact-named.v1', 'consent.involvement-changed.v1', 'care-plan.care-team-assigned.v1'],
  then: async ({ personId }, look) => {
    if (personId === null) return [];
    const ids = await look.ids(review.category, personId);
    return ids.map((id) => send(review, id, { type: 'InviteInvolved' }));
  },
});
