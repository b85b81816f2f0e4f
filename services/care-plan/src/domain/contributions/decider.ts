import { heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { answer } from './answer.js';
import type { ContributionsCommand } from './commands.js';
import type { ContributionsEvent } from './events.js';
import type { ContributionsState } from './state.js';
import { suggest } from './suggest.js';

/**
 * What is suggested for a plan: a stream of its own, named by the plan's id, so that nobody who suggests something spoils the
 * keyworker's If-Match. No proposal holds any of it before the keyworker has written it in the draft (D17).
 */
export const contributions: Decider<ContributionsState, ContributionsCommand, ContributionsEvent> = {
  category: 'contributions',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: { all: [] },
  edits: [],
  decide: { SuggestContent: suggest, AnswerContribution: answer },
  evolve: {
    ContributionSuggested: ({ all }, { payload, meta: { recordedAt } }) => ({
      all: [...all, { ...payload, suggestedAt: recordedAt }],
    }),
    ContributionAnswered: ({ all }, { payload: { contributionId, ...answered }, meta: { recordedAt } }) => ({
      all: all.map((one) =>
        one.contributionId === contributionId ? { ...one, answer: { ...answered, answeredAt: recordedAt } } : one,
      ),
    }),
  },
};
