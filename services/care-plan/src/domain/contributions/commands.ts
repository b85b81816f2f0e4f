import type { AnswerContribution } from './answer.js';
import type { SuggestContent } from './suggest.js';

export type ContributionsCommand = SuggestContent | AnswerContribution;
