import { present, uuidV5 } from '@carethread/ledger';
import { policy, send, type PolicyReader } from '@carethread/runtime';
import type { AgreeService } from '../domain/episode/commands.js';
import { episode } from '../domain/episode/decider.js';
import { carePlan } from '../domain/plan/decider.js';
import type { OpenPlan } from '../domain/plan/open.js';
import { subscription } from '../domain/subscription/decider.js';

/** C1: an accepted handover makes the episode with its keyworker, the provider's plan derived from the council's, and the subscription. */
export const beginWithProviderWhenHandoverAccepted = policy({
  name: 'begin-with-provider-when-handover-accepted',
  when: ['assessment.handover-accepted.v1'],
  then: async ({ data, personId, id }, reader) => {
    if (personId === null) return [];
    const { handoverId, providerId, planRef, serviceId, setting, keyworkerId } = data;
    const episodeId = uuidV5(id, 'episode');
    const planId = await free(reader, carePlan, [personId, 'plan', 'provider', providerId], 'closed');
    const subscriptionId = await free(reader, subscription, [personId, 'subscription', providerId], 'ended');
    const service = { personId, providerId, handoverId, keyworkerId, serviceId, setting };
    const plan = { planKind: 'provider', organisationId: providerId, episodeId, derivedFrom: planRef };
    return [
      send(episode, episodeId, present<AgreeService>({ type: 'AgreeService', ...service })),
      send(carePlan, planId, present<OpenPlan>({ type: 'OpenPlan', ...plan })),
      send(
        subscription,
        subscriptionId,
        { type: 'StartSubscription', providerId, episodeId },
        { organisationId: providerId },
      ),
    ];
  },
});

/** The first ordinal whose stream is not taken by something that goes on. */
async function free<State extends { readonly state: string }>(
  reader: PolicyReader,
  decider: { readonly category: string; readonly initial: State },
  key: readonly [string, ...string[]],
  over: State['state'],
): Promise<string> {
  for (let ordinal = 0; ; ordinal++) {
    const id = uuidV5(...key, ordinal);
    const { state } = await reader.state(decider, id);
    if (state === decider.initial.state || state !== over) return id;
  }
}
