import { uuidV5 } from '@carethread/ledger';
import { policyOn, send } from '@carethread/runtime';
import type { EpisodeEvent } from '../domain/episode/events.js';
import type { CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';

/**
 * D2: what a service owes from its first day is owed under a plan, so that a service which starts without one has one opened for it.
 * The keyworker takes it up by opening a plan, as if there were none.
 */
export const openPlanWhenServiceStartsWithoutOne = policyOn<EpisodeEvent>()({
  name: 'open-plan-when-service-starts-without-one',
  when: ['ServiceStarted'],
  then: async ({ data: { episodeId, providerId }, personId }, reader) => {
    if (personId === null) return [];
    const { plans } = await reader.facts<CarePlanFacts>(personId);
    const ours = Object.values(plans).filter(
      ({ planKind, organisationId }) => planKind === 'provider' && organisationId === providerId,
    );
    if (ours.some(({ state }) => state !== 'closed')) return [];
    // Plans of a kind that follow one another at a provider are numbered: those before it are closed.
    const planId = uuidV5(personId, 'plan', 'provider', providerId, ours.length);
    return [send(carePlan, planId, { type: 'OpenPlan', planKind: 'provider', organisationId: providerId, episodeId })];
  },
});
