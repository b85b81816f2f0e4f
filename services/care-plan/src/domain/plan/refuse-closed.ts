import { refuse } from '@carethread/contracts';
import type { PlanCommand } from './commands.js';

export function refuseClosed(command: PlanCommand): readonly never[] {
  const { type } = command;
  const told = 'cause' in command && command.cause === 'consent';
  // On a closed plan, commands from policies are ignored; people's are refused.
  const late = ['LinkRisk', 'NoteSourceSuperseded', 'ProposePostponed', 'ProposeAnew', 'ProposeAfterMeeting'].includes(
    type,
  );
  return late || told ? [] : refuse('STATE_CONFLICT', ['closed']);
}
