import { refuse } from '@carethread/contracts';
import type { CommandOf } from './commands.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { knownIn } from './running.js';

const REASONS = ['serviceEnded', 'deceased', 'transferred'];

/** An obligation that no longer applies, because of something that is on record: a reason that nothing bears out is refused (E7). */
export function cancelObligation(
  { obligationId: id, reason }: CommandOf<'CancelObligation'>,
  plan: PlanSchedule,
): Decisions {
  const { obligationId, kind, planId, status } =
    plan.state.obligations.find((one) => one.obligationId === id) ?? refuse('NOT_FOUND');
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (!REASONS.includes(reason)) refuse('REASON_NOT_ALLOWED', ['reason']);
  if (status !== 'open') refuse('STATE_CONFLICT', [status]);
  if (!isOnRecord(reason, plan)) refuse('REFERENCE_NOT_FOUND', ['reason']);
  return [{ type: 'ObligationCancelled', payload: { obligationId, kind, planId, reason } }];
}

function isOnRecord(reason: string, { organisationId, state, context }: PlanSchedule): boolean {
  const { deceased = false, episodes = {} } = knownIn(context);
  if (reason === 'deceased') return deceased || state.stopped?.deceased !== undefined;
  const ours = Object.values(episodes).filter(({ providerId }) => providerId === organisationId);
  const ended = ours.filter(({ endedBecause }) => endedBecause !== undefined);
  if (reason === 'transferred') return ended.some(({ endedBecause }) => endedBecause === 'transferred');
  return ended.length > 0 && ended.length === ours.length;
}
