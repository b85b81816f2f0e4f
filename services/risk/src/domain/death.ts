import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { RiskFacts } from './facts.js';

/** R38: nothing is weighed, agreed or begun after a death, and nobody is restricted. */
export function mustBeLiving({ facts }: Context<RiskFacts>): void {
  if (facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
}
