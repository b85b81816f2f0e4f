import type { ObligationShown } from '../../charts/obligations-calendar.js';

/** How the calendar draws what became of something that was due. */
export function obligationState(status: string, dueAt: string, now: string): ObligationShown['state'] {
  if (['met', 'metLate', 'heldAwaitingClosure'].includes(status)) return 'met';
  if (['cancelled', 'notPracticable'].includes(status)) return 'dropped';
  return status === 'missed' || dueAt < now ? 'late' : 'due';
}
