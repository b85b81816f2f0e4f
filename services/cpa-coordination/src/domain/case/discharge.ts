import { startOfDay } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CpaFacts } from '../facts.js';
import { faultsOf } from '../faults.js';
import type { CommandOf } from './commands.js';
import type { Made } from './events.js';
import { isOpen, type CpaCaseState } from './state.js';

/** Nobody is let go without a reason, somebody to turn to, a look at the risk and a copy of the plan (CPA-19). */
export function discharge(
  { reason, onwardContact, riskReviewId, planCopyId }: CommandOf<'Discharge'>,
  { acceptedOn: accepted }: CpaCaseState,
  { id: caseId, facts }: Context<CpaFacts>,
): Made {
  const given = { reason, onwardContact, riskReviewId, planCopyId };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (reason === undefined || onwardContact === undefined || riskReviewId === undefined || planCopyId === undefined)
    return refuse('DISCHARGE_INCOMPLETE', missing);
  // The look at the risk is a concluded assessment of it, or a review that was held under this case.
  const looked =
    facts.risks[riskReviewId] !== undefined || (facts.reviews[riskReviewId]?.heldAt ?? '') >= startOfDay(accepted);
  const copied = facts.copies[planCopyId];
  const isCopied = copied !== undefined && facts.cpaPlans.includes(copied);
  const lost = faultsOf({ riskReviewId: !looked, planCopyId: !isCopied });
  if (lost.length > 0) refuse('REFERENCE_NOT_FOUND', lost);
  return [
    { type: 'CpaDischargeDecided', payload: { reason, onwardContact, riskReviewId, planCopyId } },
    { type: 'CpaCaseClosed', payload: { caseId, reason } },
  ];
}

/** C15: a case ends with the person's life. */
export function closeForDeath(_: CommandOf<'CloseForDeath'>, state: CpaCaseState, { id: caseId }: Context): Made {
  return isOpen(state) ? [{ type: 'CpaCaseClosed', payload: { caseId, reason: 'deceased' } }] : [];
}
