import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { review } from '../domain/review/decider.js';
import { inviteThoseWhoBecomeInvolved } from './invite-those-who-become-involved.js';

const contact = {
  ...{ contactId: 'F', name: 'Synthetic Sister', kind: 'family', role: 'sister', scopes: ['review'] },
  ...{ byPerson: true, basis: 'verbal' },
};
const team = { episodeId: 'E', organisationId: 'O', keyworkerId: 'KW', members: [] };

it.each([
  published('consent.contact-named.v1', contact),
  published('consent.involvement-changed.v1', contact),
  published('care-plan.care-team-assigned.v1', team),
])('ENG-110: each review of the person invites those who become involved ($type)', async (message) => {
  await specifyPolicy(inviteThoseWhoBecomeInvolved, { states: { 'review-R': review.initial, 'review-Q': {} } })
    .hears(message)
    .sends(...['R', 'Q'].map((id) => send(review, id, { type: 'InviteInvolved' })));
  await specifyPolicy(inviteThoseWhoBecomeInvolved).hears(message).sendsNothing();
});
