import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import { topicsOf } from '../schedule/rules.js';
import type { CommandOf } from './commands.js';
import type { Considered, ReviewEvent } from './events.js';
import { risksTaken, type RiskOutcome } from './since-last-review.js';
import { mustBeHeld, scheduledIn, type ReviewState } from './state.js';

/** Each topic says what was said of it or why it does not apply (ENG-113); two of them also take what the system has gathered. */
export function considerTopic(
  { type: _, ...command }: CommandOf<'ConsiderTopic'>,
  state: ReviewState,
  { facts }: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  mustBeHeld(state);
  const { considered: ids, risks, ...topic } = command;
  if (topic.text === undefined && topic.notApplicableBecause === undefined) refuse('TOPIC_MISSING', [topic.topic]);
  if (ids !== undefined && topic.topic !== 'newInformation')
    malformed(fault('/considered', 'notAllowed', 'belongs to newInformation'));
  if (risks !== undefined && topic.topic !== 'riskOutcomes')
    malformed(fault('/risks', 'notAllowed', 'belongs to riskOutcomes'));
  const gathered = state.found?.gathered ?? [];
  const unknown = [
    ...(ids ?? []).filter((id) => !gathered.some((one) => one.id === id)),
    ...(risks ?? []).flatMap(({ riskId }) => (facts.risks[riskId] === undefined ? [riskId] : [])),
  ];
  if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
  const outcomes = topic.topic === 'riskOutcomes' ? outcomesOf(risks ?? [], state, facts) : [];
  // Words without ids are said of everything that was gathered.
  const meant = ids ?? (topic.topic === 'newInformation' ? gathered.map(({ id }) => id) : []);
  return [
    {
      type: 'TopicConsidered',
      payload: present<Considered>({
        ...topic,
        considered: meant.length === 0 ? undefined : meant,
        risks: outcomes.length === 0 ? undefined : outcomes,
      }),
    },
  ];
}

/** ENG-115: what is said of each risk; where nothing is said, what the risk service knows to have come of it. */
function outcomesOf(given: readonly RiskOutcome[], state: ReviewState, facts: ReviewFacts): readonly RiskOutcome[] {
  const { planId, reviewId } = scheduledIn(state);
  const { riskOutcomes = {} } = state;
  const prefilled = risksTaken(planId, facts, reviewId).flatMap(({ since: _, riskId, outcome, narrative }) =>
    outcome === undefined || riskOutcomes[riskId] !== undefined || given.some((one) => one.riskId === riskId)
      ? []
      : [present<RiskOutcome>({ riskId, outcome, narrative })],
  );
  return [...given, ...prefilled];
}

/**
 * The topics that still block closing. New information is answered when each thing gathered was considered (ENG-118); the outcomes of
 * risks by what is said of them (ENG-115, as ENG-113), with those that the risk service knows.
 */
export function unanswered(reviewType: string, state: ReviewState, wholePlan = false): readonly string[] {
  const { gathered = [] } = state.found ?? {};
  const { considered: ids = [] } = state;
  const left = gathered.some(({ id }) => !ids.includes(id));
  return topicsOf(reviewType, wholePlan).filter(
    (topic) => state.topics[topic] === undefined || (topic === 'newInformation' && left),
  );
}
