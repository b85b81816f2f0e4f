import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { region, regionId } from '../region/decider.js';
import type { RegionState } from '../region/state.js';

export function regionOf(code: string, context: Context): RegionState {
  return context.stream(region, regionId(context.tenantId, code));
}

/** A region that is not set up has no schemes, and so no levels to decide. */
export function knownRegion(code: string, member: string, context: Context): RegionState {
  const known = regionOf(code, context);
  if (known.periods.length === 0) refuse('REFERENCE_NOT_FOUND', [member]);
  return known;
}
