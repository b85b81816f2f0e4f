import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { NO_FACTS, type KnownPlan } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import { openPlanWhenServiceStartsWithoutOne } from './open-plan-when-service-starts-without-one.js';

const PERSON = '00000000-0000-4000-8000-000000000004';
const begun: EpisodeEvent = {
  type: 'ServiceStarted',
  payload: {
    episodeId: 'E',
    providerId: 'O',
    startedAt: '2026-03-02T09:00:00.000Z',
    emergency: false,
    decidedBy: 'M',
  },
};
const plan = (state: string, more: Partial<KnownPlan> = {}): KnownPlan => ({
  planKind: 'provider',
  organisationId: 'O',
  versionNo: 0,
  state,
  needs: [],
  sections: {},
  ...more,
});
const knowing = (...plans: readonly KnownPlan[]) =>
  specifyPolicy(openPlanWhenServiceStartsWithoutOne, {
    facts: {
      [PERSON]: { ...NO_FACTS, plans: Object.fromEntries(plans.map((one, index) => [`plan-${index}`, one])) },
    },
  }).hears(recorded(begun));
const opened = (ordinal: number) =>
  send(carePlan, uuidV5(PERSON, 'plan', 'provider', 'O', ordinal), {
    type: 'OpenPlan',
    planKind: 'provider',
    organisationId: 'O',
    episodeId: 'E',
  });

describe('a service that starts', () => {
  it('D2: without an open plan of its provider has one opened', async () => {
    await knowing().sends(opened(0));
    await knowing(plan('draft', { organisationId: 'X' }), plan('active', { planKind: 'cpa' })).sends(opened(0));
    await knowing(plan('closed')).sends(opened(1));
  });

  it.each(['draft', 'provisional', 'active', 'suspended'])('D2: with a plan that is %s has none', async (state) => {
    await knowing(plan('closed'), plan(state)).sendsNothing();
  });
});
