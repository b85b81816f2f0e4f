import {
  Code,
  Flag,
  Id,
  Ids,
  InstantField,
  Label,
  ListOf,
  Nested,
  REVIEW_TYPES,
  refuse,
  Text,
  When,
} from '@carethread/contracts';
import { codes, commandFrom, commandOn, listOn, readOn, type Route } from '@carethread/http-api';
import { review } from '../../domain/review/decider.js';
import { schedule } from '../../domain/schedule/decider.js';
import { holderOfReview, reviewList } from '../../views/review-list.js';
import { PartyBody } from '../party.js';
import { ReasonRequest } from '../reason.js';
import { reviewCommand, REVIEWS } from './review-command.js';
import { shownReview } from './shown-review.js';

class OmissionBody {
  @Id() partyId!: string;
  @Text({ optional: true }) reason?: string;
}
class ScheduleReviewRequest {
  /** Left out, it is the plan's. */
  @Id({ optional: true }) personId?: string;
  @Id() planId!: string;
  @Code(REVIEW_TYPES) type!: string;
  @When({ optional: true }) at?: string;
  @Label({ optional: true }) place?: string;
  @Ids({ optional: true }) obligationIds?: string[];
  /** Of another type than `formal`, and yet of the plan as a whole, with all topics. */
  @Flag({ optional: true }) wholePlan?: boolean;
  /** Of those on the involvement register and in the team, who is not invited to a formal review, and why. */
  @ListOf(() => OmissionBody, { optional: true }) omitted?: OmissionBody[];
  @InstantField({ optional: true }) occurredAt?: string;
}
class StartReviewRequest {
  @Nested(() => PartyBody, { optional: true }) chair?: PartyBody;
  @InstantField({ optional: true }) occurredAt?: string;
}

const TYPE = codes(...REVIEW_TYPES);
const NOT_OVER = ['scheduled', 'inProgress', 'outcomeAgreed', 'briefed'] as const;

export const reviewRoutes: readonly Route[] = [
  commandOn(review)({
    method: 'POST',
    path: REVIEWS,
    summary: 'Schedule a review',
    capability: 'holdReview',
    body: ScheduleReviewRequest,
    stream: 'new',
    // One open review of a type and plan: another one is set when it is closed, or was not held.
    unique: {
      key: ({ body: { planId, type } }) => [planId, 'review', type],
      isOpen: ({ state }) => state !== 'closed' && state !== 'notHeld',
      code: 'STATE_CONFLICT',
    },
    person: async ({ read, body }) =>
      body.personId ?? (await read.state(schedule, body.planId)).personId ?? refuse('NOT_FOUND'),
    command: ({ body: { type, personId: _, ...body } }) => ({
      ...commandFrom('ScheduleReview', body),
      reviewType: type,
    }),
  }),
  listOn(review)({
    path: REVIEWS,
    summary: 'The reviews of a person, or those of the caller’s people that are planned or not closed yet',
    capability: 'readReview',
    show: shownReview,
    filters: { type: TYPE, state: codes(...NOT_OVER, 'closed', 'notHeld'), planId: { type: 'string', format: 'uuid' } },
    inBrief: {
      view: reviewList,
      filters: {
        type: TYPE,
        state: codes(...NOT_OVER),
        held: { ...codes('true', 'false'), description: 'Held and not closed yet, or planned' },
      },
      between: { from: 'from', to: 'to' },
      holder: holderOfReview,
      item: (one) => ({ ...one }),
    },
  }),
  readOn(review)({ path: `${REVIEWS}/:id`, summary: 'A review', capability: 'readReview', show: shownReview }),
  reviewCommand('StartReview', {
    path: 'start',
    summary: 'Start the review: from now on it is held',
    body: StartReviewRequest,
  }),
  commandOn(review)({
    method: 'POST',
    path: `${REVIEWS}/:id/close`,
    summary: 'Close the review',
    capability: 'holdReview',
    command: () => ({ type: 'CloseReview' }),
  }),
  reviewCommand('RecordNotHeld', {
    path: 'not-held',
    summary: 'Record that the review was not held',
    body: ReasonRequest,
  }),
];
