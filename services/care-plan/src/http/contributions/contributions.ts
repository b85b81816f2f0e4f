import { Code, InstantField, Label, Nested, Refusal, Text } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { answerOf, commandFrom, commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import { contributions } from '../../domain/contributions/decider.js';
import type { Contribution } from '../../domain/contributions/state.js';
import { personOfPlan, planHeld } from '../plan/loaded-plan.js';
import { PartyBody } from '../plan/party.js';
import { PL } from '../plan/path.js';

export class SuggestContentRequest {
  /** The section of the plan that it is about. */
  @Label() section!: string;
  /** The item of that section, where it is about one. */
  @Label({ optional: true }) itemId?: string;
  @Text() text!: string;
  /** Who said it, where that is not the one who writes it down. */
  @Nested(() => PartyBody, { optional: true }) contributor?: PartyBody;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AnswerContributionRequest {
  @Code(['confirmed', 'declined']) outcome!: 'confirmed' | 'declined';
  /** Why it is declined; its author reads it. */
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Whoever may read the plan sees what was suggested for it; whoever may only suggest sees their own. */
async function contributionsSeen(ask: RequestContext) {
  const { state, personId } = await planHeld(ask);
  const id = ask.params['id'] ?? '';
  const { all } = (await ask.read.state(contributions, id)).state;
  const readsPlan = await ask.sight(personId).as('readPlan', 'read').sees(heldWithPlan(id));
  const seen = readsPlan ? all : all.filter(({ by }) => by === ask.actor.userId);
  return { body: { planId: id, planState: state.state, items: seen.map(shown) } };
}

function shown({ contributionId, section, itemId, text, contributor, by, role, suggestedAt, answer }: Contribution) {
  return answerOf({
    contributionId,
    state: answer === undefined ? 'suggested' : answer.outcome,
    section,
    itemId,
    text,
    contributor,
    by,
    role,
    suggestedAt,
    reason: answer?.reason,
    answeredBy: answer?.by,
    answeredAt: answer?.answeredAt,
  });
}

/** Nothing is suggested for a plan that is closed, nor for a version of another's plan that a handover shows. */
async function mustBeOpen(ask: RequestContext): Promise<void> {
  const { state } = await planHeld(ask);
  if (state.state === 'closed') throw new Refusal('STATE_CONFLICT', ['closed']);
}

export const contributionRoutes: readonly Route[] = [
  query({
    path: `${PL}/:id/contributions`,
    summary: 'What was suggested for a plan, by whom, and what became of it',
    capability: 'readContributions',
    former: 'nothing',
    of: { on: contributions },
    person: personOfPlan,
    paged: true,
    answer: (ask) => contributionsSeen(ask),
  }),
  commandOn(contributions)({
    method: 'POST',
    path: `${PL}/:id/contributions`,
    summary: 'Suggest something for a plan',
    capability: 'suggestContent',
    stream: 'either',
    answers: 201,
    ifMatch: 'none',
    readAt: `${PL}/:id/contributions`,
    body: SuggestContentRequest,
    person: personOfPlan,
    before: mustBeOpen,
    command: ({ body }) => commandFrom('SuggestContent', body),
    answer: ({ events }) => ({
      contributionId: events.flatMap(({ payload: { contributionId } }) => contributionId)[0] ?? '',
    }),
  }),
  commandOn(contributions)({
    method: 'POST',
    path: `${PL}/:id/contributions/:contributionId/confirmation`,
    summary: 'Confirm a suggestion, or decline it with a reason',
    capability: 'confirmContribution',
    ifMatch: 'none',
    body: AnswerContributionRequest,
    person: personOfPlan,
    before: mustBeOpen,
    command: ({ body, params }) => ({
      ...commandFrom('AnswerContribution', body),
      contributionId: params['contributionId'] ?? '',
    }),
  }),
];
