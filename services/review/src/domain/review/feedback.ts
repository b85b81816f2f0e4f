import { fault, malformed } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { Instant, Json, JsonObject } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import type { CommandOf } from './commands.js';
import type { ReviewEvent } from './events.js';
import { mustBeOpen } from './schedule-review.js';
import { scheduledIn, type ReviewState } from './state.js';

const TOPICS = ['needs', 'wishes', 'preferences'] as const;

export function submitFeedback(
  command: CommandOf<'SubmitFeedback'>,
  state: ReviewState,
  { facts }: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { needs = {}, wishes = {}, preferences = {} } = command;
  const { planId } = scheduledIn(state);
  mustBeOpen(planId, facts);
  mustSaySomething(command);
  return [{ type: 'KeyworkerFeedbackSubmitted', payload: { planId, needs, wishes, preferences } }];
}

/** CITY-52: the review is held all the same, but shows that the keyworker's feedback was not there in time. */
export function feedbackMissing({ feedback, scheduled }: ReviewState, now: Instant): boolean {
  return !feedback && scheduled?.feedbackDueAt !== undefined && now > scheduled.feedbackDueAt;
}

/** The keyworker's feedback: to each topic a rating from one to five, a comment, or both; or a list of such. */
function mustSaySomething(feedback: { readonly [Topic in (typeof TOPICS)[number]]?: Json }): void {
  const said = TOPICS.filter((topic) => feedback[topic] !== undefined && !isEmpty(feedback[topic]));
  if (said.length === 0) malformed(fault('', 'empty', 'feedback says something of needs, wishes or preferences'));
  const wrong = said.filter((topic) => !listOf(feedback[topic] ?? null).every(isRated));
  if (wrong.length > 0)
    malformed(...wrong.map((topic) => fault(`/${topic}`, 'type', 'holds a rating from 1 to 5, a comment, or both')));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [value];
}

function isEmpty(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isRated(value: Json): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (!isObject(value)) return false;
  const { rating, comment, ...others } = value;
  return (
    Object.keys(others).length === 0 &&
    (rating !== undefined || comment !== undefined) &&
    (rating === undefined || (Number.isInteger(rating) && Number(rating) >= 1 && Number(rating) <= 5)) &&
    (comment === undefined || (typeof comment === 'string' && comment.trim() !== ''))
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
