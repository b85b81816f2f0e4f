import { type Decider, TENANT } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { RegionCommand } from './commands.js';
import type { RegionEvent } from './events.js';
import { setRegionScheme } from './scheme-period.js';
import { evolve, type RegionState } from './state.js';

/** An NHS region's dated CPA schemes: configuration, about nobody (CPA-59). */
export const region: Decider<RegionState, RegionCommand, RegionEvent> = {
  category: 'cpaRegion',
  keyClass: 'core',
  holder: () => TENANT,
  classification: 'none',
  initial: { code: '', periods: [] },
  evolve,
  decide: { SetRegionScheme: setRegionScheme },
};

export function regionId(tenantId: string, code: string): string {
  return uuidV5(tenantId, code);
}
