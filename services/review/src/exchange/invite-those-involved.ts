import type { Policy } from '@carethread/service-kit';
import { review } from '../domain/review.js';

/** ENG-110: a formal review asks everybody who is involved when it is scheduled, and whoever comes to be involved until it is held. */
export const inviteThoseInvolvedWhenReviewScheduled: Policy = {
  name: 'invite-those-involved-when-review-scheduled',
  when: [
    'ReviewScheduled',
    'consent.contact-named.v1',
    'consent.involvement-changed.v1',
    'care-plan.care-team-assigned.v1',
  ],
  then: async ({ type, data, personId }, look) => {
    if (personId === null) return [];
    const ids: readonly string[] =
      type === 'ReviewScheduled' ? [data.reviewId] : await look.ids(review.category, personId);
    return ids.map((id) => ({ on: review, id, command: { type: 'InviteInvolved' } }));
  },
};
