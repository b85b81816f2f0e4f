import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { episode } from '../domain/episode/decider.js';
import { carePlan } from '../domain/plan/decider.js';
import { NO_PLAN, type PlanState } from '../domain/plan/state.js';
import { subscription } from '../domain/subscription/decider.js';
import { NO_SUBSCRIPTION, type SubscriptionState } from '../domain/subscription/state.js';
import { beginWithProviderWhenHandoverAccepted } from './begin-with-provider-when-handover-accepted.js';

const P = '00000000-0000-4000-8000-000000000004';
const accepted = {
  handoverId: 'H',
  providerId: 'PR1',
  emergency: false,
  keyworkerId: 'K',
  plannedStart: '2026-03-09',
  acceptedBy: 'M',
  planRef: { id: 'C', version: 1 },
};
const begun = (plan: number, subscribed: number, more: object = {}) => {
  const episodeId = uuidV5(specMeta.id, 'episode');
  return [
    send(episode, episodeId, {
      type: 'AgreeService',
      personId: P,
      providerId: 'PR1',
      handoverId: 'H',
      keyworkerId: 'K',
      ...more,
    }),
    send(carePlan, uuidV5(P, 'plan', 'provider', 'PR1', plan), {
      type: 'OpenPlan',
      planKind: 'provider',
      organisationId: 'PR1',
      episodeId,
      derivedFrom: { id: 'C', version: 1 },
    }),
    send(
      subscription,
      uuidV5(P, 'subscription', 'PR1', subscribed),
      { type: 'StartSubscription', providerId: 'PR1', episodeId },
      { organisationId: 'PR1' },
    ),
  ];
};
const plan = (state: PlanState['state']): PlanState => ({ ...NO_PLAN, state });
const subscribed = (state: SubscriptionState['state']): SubscriptionState => ({ ...NO_SUBSCRIPTION, state });

describe('an accepted handover', () => {
  it('makes the episode with its keyworker, the plan derived from the council’s, and the subscription', async () => {
    await specifyPolicy(beginWithProviderWhenHandoverAccepted)
      .hears(published('assessment.handover-accepted.v1', accepted))
      .sends(...begun(0, 0));
    await specifyPolicy(beginWithProviderWhenHandoverAccepted)
      .hears(published('assessment.handover-accepted.v1', { ...accepted, serviceId: 'S', setting: 'careHome' }))
      .sends(...begun(0, 0, { serviceId: 'S', setting: 'careHome' }));
  });

  it('goes on in what is open, and begins anew after what is over', async () => {
    const states = {
      [`carePlan-${uuidV5(P, 'plan', 'provider', 'PR1', 0)}`]: plan('closed'),
      [`carePlan-${uuidV5(P, 'plan', 'provider', 'PR1', 1)}`]: plan('active'),
      [`subscription-${uuidV5(P, 'subscription', 'PR1', 0)}`]: subscribed('ended'),
    };
    await specifyPolicy(beginWithProviderWhenHandoverAccepted, { states })
      .hears(published('assessment.handover-accepted.v1', accepted))
      .sends(...begun(1, 1));
  });

  it('begins nothing where it is about no person', async () => {
    await specifyPolicy(beginWithProviderWhenHandoverAccepted)
      .hears(published('assessment.handover-accepted.v1', accepted, { personId: null }))
      .sendsNothing();
  });
});
