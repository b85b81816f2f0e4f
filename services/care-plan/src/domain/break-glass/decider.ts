import { addMillis } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { OWN, type Decider } from '@carethread/event-sourcing';
import type { BreakGlassCommand } from './commands.js';
import type { BreakGlassEvent } from './events.js';
import type { BreakGlassState } from './state.js';

/** Access without the relationship, for 60 minutes, with a reason, and the DPO is notified (model §7). */
export const breakGlass: Decider<BreakGlassState, BreakGlassCommand, BreakGlassEvent> = {
  category: 'breakGlass',
  keyClass: 'core',
  holder: () => OWN,
  initial: { opened: [] },
  decide: {
    OpenBreakGlass: ({ reason }, _, { now, actor: { userId } }) => [
      {
        type: 'BreakGlassOpened',
        payload: {
          userId,
          reason: reason ?? refuse('REASON_REQUIRED', ['reason']),
          until: addMillis(now, 60 * 60_000),
        },
      },
    ],
  },
  evolve: {
    BreakGlassOpened: ({ opened }, { payload }) => ({ opened: [...opened, payload.until] }),
  },
};
