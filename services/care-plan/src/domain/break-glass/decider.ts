import { addMillis } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Decider, OWN } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { BreakGlassCommand } from './commands.js';
import type { BreakGlassEvent } from './events.js';

/** Access without the relationship, for 60 minutes, with a reason, and the DPO is told (model §7). */
export const breakGlass: Decider<{ readonly opened: readonly Instant[] }, BreakGlassCommand, BreakGlassEvent> = {
  category: 'breakGlass',
  keyClass: 'core',
  holder: () => OWN,
  initial: { opened: [] },
  evolve: ({ opened }, { payload }) => ({ opened: [...opened, payload.until] }),
  decide: ({ reason }, _, { now, actor: { userId } }) => {
    if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
    return [{ type: 'BreakGlassOpened', payload: { userId, reason, until: addMillis(now, 60 * 60_000) } }];
  },
};
