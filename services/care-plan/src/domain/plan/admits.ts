import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { PlanCommand } from './commands.js';
import { mustNotWriteRestricted } from './restricted.js';
import type { PlanState } from './state.js';

type CommandType = PlanCommand['type'];

/** R38: what is agreed, begun or held back; facts are set right, statements attached and plans closed after a death as before. */
const NOTHING_AFTER_DEATH: readonly CommandType[] = [
  'OpenPlan',
  'ProposeVersion',
  'ProposeAgreedChanges',
  'ProposePostponed',
  'ProposeAnew',
  'ProposeAfterMeeting',
  'PublishVersion',
  'PublishProvisional',
  'ReplacePlan',
  'ChangeProfile',
  'SuspendPlan',
  'ResumePlan',
];

/** What may be done to a closed plan, each by its own rule. */
const AFTER_CLOSURE: readonly CommandType[] = [
  'OpenPlan',
  'ReportDivergence',
  'ClosePlan',
  'RecordCorrection',
  'AttachStatement',
];

/** What only policies ask for: on a closed plan it comes too late, and changes nothing. */
const FROM_POLICIES: readonly CommandType[] = [
  'LinkRisk',
  'NoteSourceSuperseded',
  'ProposePostponed',
  'ProposeAnew',
  'ProposeAfterMeeting',
];

/** Nothing after a death but what is listed; nothing before the plan is opened; on a closed one people's commands are refused. */
export function admits(command: PlanCommand, { opened, state }: PlanState, { facts }: Context<CarePlanFacts>): boolean {
  if (facts.deceased && NOTHING_AFTER_DEATH.includes(command.type)) refuse('STATE_CONFLICT', ['deceased']);
  if (opened === undefined) return command.type === 'OpenPlan' || refuse('NOT_FOUND');
  mustNotWriteRestricted(command, facts);
  if (state !== 'closed' || AFTER_CLOSURE.includes(command.type)) return true;
  const isFromPolicy = FROM_POLICIES.includes(command.type) || ('cause' in command && command.cause === 'consent');
  return isFromPolicy ? false : refuse('STATE_CONFLICT', ['closed']);
}
