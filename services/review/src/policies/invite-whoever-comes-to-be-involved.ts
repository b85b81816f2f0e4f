import { policy, send } from '@carethread/runtime';
import { review } from '../domain/review/decider.js';

/** ENG-110: a formal review asks all involved when it is scheduled; here, whoever comes to be involved until it is held. */
export const inviteWhoeverComesToBeInvolved = policy({
  name: 'invite-whoever-comes-to-be-involved',
  when: ['consent.contact-named.v1', 'consent.involvement-changed.v1', 'care-plan.care-team-assigned.v1'],
  then: async ({ personId }, look) => {
    if (personId === null) return [];
    const ids = await look.ids(review.category, personId);
    return ids.map((id) => send(review, id, { type: 'InviteInvolved' }));
  },
});
