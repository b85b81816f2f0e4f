import { policyOn, send, type PolicyCommand } from '@carethread/runtime';
import type { RiskFacts } from '../domain/facts.js';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import type { RestrictionState } from '../domain/restriction/state.js';

/**
 * R30, D23: the authority for a restriction belongs to the service that holds it. An organisation that serves the person no more
 * writes nothing, so that nobody could review or end its restrictions: they end with the last of its services and cases. What was
 * proposed or authorised while that ended is ended in its turn.
 */
export const endRestrictionsWhenServiceEnded = policyOn<RestrictionEvent>()({
  name: 'end-restrictions-when-service-ended',
  when: [
    'care-plan.service-ended.v1',
    'cpa-coordination.cpa-team-changed.v1',
    'cpa-coordination.cpa-case-closed.v1',
    'RestrictionProposed',
    'RestrictionAuthorised',
  ],
  then: async ({ personId }, reader) => {
    if (personId === null) return [];
    const { servedUntil } = await reader.facts<RiskFacts>(personId);
    const ended: PolicyCommand[] = [];
    for (const id of Object.keys(servedUntil).length === 0 ? [] : await reader.ids(restriction.category, personId)) {
      const { state, heldBy } = await reader.state<RestrictionState>(restriction, id);
      const endedAt = heldBy === undefined ? undefined : servedUntil[heldBy];
      if (endedAt !== undefined && state !== 'ended' && state !== 'expired')
        ended.push(send(restriction, id, { type: 'EndWithService', endedAt }));
    }
    return ended;
  },
});
