import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { AssessmentEvent } from './events.js';
import { mustBeInProgress, type AssessmentState } from './state.js';

export type IdentifyOutcome = {
  readonly type: 'IdentifyOutcome';
  readonly outcomeId?: string;
  readonly statement: string;
  readonly change: string;
};

export function identifyOutcome(
  { statement, change, ...command }: IdentifyOutcome,
  state: AssessmentState,
  context: Context,
): readonly AssessmentEvent[] {
  mustBeInProgress(state);
  const { outcomeId = context.newId('outcome') } = command;
  if (state.outcomes.some((known) => known.outcomeId === outcomeId)) refuse('STATE_CONFLICT', [outcomeId]);
  return [{ type: 'PersonalOutcomeIdentified', payload: { outcomeId, statement, change } }];
}
