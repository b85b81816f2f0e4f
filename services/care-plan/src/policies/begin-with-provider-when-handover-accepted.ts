import { uuidV5 } from '@carethread/ledger';
import { policy, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import { episode } from '../domain/episode/decider.js';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanState } from '../domain/plan/state.js';
import { subscription } from '../domain/subscription/decider.js';
import { type SubscriptionState } from '../domain/subscription/state.js';

/** C1: an accepted handover makes the episode with its keyworker, the provider's plan derived from the council's, and the subscription. */
export const beginWithProviderWhenHandoverAccepted = policy({
  name: 'begin-with-provider-when-handover-accepted',
  when: ['assessment.handover-accepted.v1'],
  then: async ({ data, personId, id }, look) => {
    if (personId === null) return [];
    const { handoverId, providerId, planRef, serviceId, setting, keyworkerId } = data;
    const episodeId = uuidV5(id, 'episode');
    const planId = await free<PlanState>(
      look,
      carePlan,
      [personId, 'plan', 'provider', providerId],
      ({ state }) => state === 'closed',
    );
    const subscriptionId = await free<SubscriptionState>(
      look,
      subscription,
      [personId, 'subscription', providerId],
      ({ state }) => state === 'ended',
    );
    const commands: PolicyCommand[] = [
      send(episode, episodeId, {
        type: 'AgreeService',
        personId,
        providerId,
        handoverId,
        keyworkerId,
        ...(serviceId === undefined ? {} : { serviceId }),
        ...(setting === undefined ? {} : { setting }),
      }),
      send(carePlan, planId, {
        type: 'OpenPlan',
        planKind: 'provider',
        organisationId: providerId,
        episodeId,
        ...(planRef === undefined ? {} : { derivedFrom: planRef }),
      }),
      send(subscription, subscriptionId, { type: 'StartSubscription', providerId, episodeId }),
    ];
    return commands;
  },
});

/** The first ordinal whose stream is not taken by something still open. */
async function free<State>(
  look: PolicyReader,
  decider: { readonly category: string; readonly initial: State },
  key: readonly [string, ...string[]],
  isOver: (state: State) => boolean,
): Promise<string> {
  for (let ordinal = 0; ; ordinal++) {
    const id = uuidV5(...key, ordinal);
    const state = await look.state(decider, id);
    if (state === decider.initial || !isOver(state)) return id;
  }
}
