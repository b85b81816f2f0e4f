import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { NO_FACTS } from '../domain/facts.js';
import { subscription } from '../domain/subscription/decider.js';
import { NO_SUBSCRIPTION } from '../domain/subscription/state.js';
import { endSubscriptionWhenServiceEnds } from './end-subscription-when-service-ends.js';

const ended: EpisodeEvent = {
  type: 'ServiceEnded',
  payload: { episodeId: 'E1', providerId: 'PR1', endedAt: '2026-03-02T09:00:00.000Z', reason: 'completed' },
};
const episode = (state: string, providerId: string) => ({ state, agreement: { providerId }, parts: [] });
const subscribed = (providerId: string) => ({ ...NO_SUBSCRIPTION, state: 'active', providerId });
const commissioned = (state: string, providerId: string) => ({
  ...{ state, parts: [] },
  agreement: { providerId, commissioner: 'council' },
});
const facts = { COUNCIL: { ...NO_FACTS, organisation: { kind: 'council' } } };
const subscriptions = { 'subscription-S1': subscribed('PR1'), 'subscription-S2': subscribed('PR2') };

describe('a service that ends', () => {
  it('R15: ends the subscription of its provider, and of no other', async () => {
    const states = { 'serviceEpisode-E1': episode('ended', 'PR1'), ...subscriptions };
    await specifyPolicy(endSubscriptionWhenServiceEnds, { states, facts, initial: NO_FACTS })
      .hears(recorded(ended))
      .sends(send(subscription, 'S1', { type: 'EndSubscription', reason: 'serviceEnded' }, { organisationId: 'PR1' }));
  });

  it('R15: leaves it while the provider serves the person under another agreement', async () => {
    const states = {
      'serviceEpisode-E1': episode('ended', 'PR1'),
      'serviceEpisode-E2': episode('started', 'PR1'),
      ...subscriptions,
    };
    await specifyPolicy(endSubscriptionWhenServiceEnds, { states, facts, initial: NO_FACTS })
      .hears(recorded(ended))
      .sendsNothing();
  });

  it('PLAT-12: ends the subscription of the council that commissioned it, with the last service that it commissions', async () => {
    const councils = { 'subscription-S3': subscribed('COUNCIL'), 'subscription-S4': subscribed('PR9') };
    const last = { 'serviceEpisode-E1': commissioned('ended', 'PR1'), ...councils };
    await specifyPolicy(endSubscriptionWhenServiceEnds, { states: last, facts, initial: NO_FACTS })
      .hears(recorded(ended))
      .sends(
        send(subscription, 'S3', { type: 'EndSubscription', reason: 'serviceEnded' }, { organisationId: 'COUNCIL' }),
      );
    for (const states of [
      { ...last, 'serviceEpisode-E2': commissioned('started', 'PR2') },
      // What somebody pays for themselves is no service of the council's.
      { 'serviceEpisode-E1': episode('ended', 'PR1'), ...councils },
    ])
      await specifyPolicy(endSubscriptionWhenServiceEnds, { states, facts, initial: NO_FACTS })
        .hears(recorded(ended))
        .sendsNothing();
  });
});
