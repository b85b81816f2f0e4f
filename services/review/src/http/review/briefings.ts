import { InstantField, Nested, Text } from '@carethread/contracts';
import { commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { review } from '../../domain/review/decider.js';
import { PartyBody } from '../party.js';
import { reviewCommand, REVIEWS } from './review-command.js';

class BriefingRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Text({ optional: true }) changesForThem?: string;
  @Text({ optional: true }) actionNeeded?: string;
  @InstantField({ optional: true }) issuedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Whether the caller may hold the review that the path names. */
async function holds({ read, params, sight }: RequestContext<unknown>): Promise<boolean> {
  const stream = await read.state(review, params['id'] ?? '');
  return sight(stream.personId).as('holdReview', 'command').seesStream(review, stream);
}

export const briefingRoutes: readonly Route[] = [
  reviewCommand('BriefStakeholder', {
    path: 'briefings',
    summary: 'Brief somebody concerned',
    body: BriefingRequest,
    answers: 201,
  }),
  commandOn(review)({
    method: 'POST',
    path: `${REVIEWS}/:id/briefings/:partyId/acknowledgement`,
    summary: 'Record that somebody who was briefed has taken note',
    capability: 'acknowledgeBriefing',
    command: async (ask) => ({
      type: 'AcknowledgeBriefing',
      partyId: ask.params['partyId'] ?? '',
      forOthers: await holds(ask),
    }),
  }),
];
