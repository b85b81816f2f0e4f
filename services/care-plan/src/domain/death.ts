import { refuse } from '@carethread/contracts';
import type { CarePlanFacts } from './facts.js';

/** R38: after a death nothing is agreed and nothing starts. */
export function notAfterDeath({ deceased }: Pick<CarePlanFacts, 'deceased'>): void {
  if (deceased) refuse('STATE_CONFLICT', ['deceased']);
}

/** R38: what happened while the person lived may still be recorded late; on a later day nothing happened to them. */
export function notOnDayAfterDeath(
  day: string,
  { deceased, diedOn = '' }: Pick<CarePlanFacts, 'deceased' | 'diedOn'>,
): void {
  if (deceased && day > diedOn) refuse('STATE_CONFLICT', ['deceased']);
}
