import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';

/** An assessor qualifies by the token's `qualifications` (model §7). */
export function mustBeAssessor(actor: ActingParty): void {
  if (!actor.qualifications.includes('assessor')) refuse('NOT_QUALIFIED', ['assessor']);
}
