import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { EpisodeEvent } from '../domain/episode/events.js';
import { NO_FACTS, type CarePlanFacts } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import { closePlansWhenServiceEnded } from './close-plans-when-service-ended.js';

const P = '00000000-0000-4000-8000-000000000004';
const ENDED = '2026-05-01T09:00:00.000Z';
const episodes = { E: { providerId: 'PR1', ended: { endedAt: ENDED, reason: 'transferred' } } };
const plan = (state: string, organisationId = 'PR1', planKind = 'provider') => ({
  planKind,
  organisationId,
  versionNo: 1,
  state,
  needs: [],
  sections: {},
});
const ended: EpisodeEvent = {
  type: 'ServiceEnded',
  payload: { episodeId: 'E', providerId: 'PR1', endedAt: ENDED, reason: 'transferred' },
};
const knowing = (facts: Partial<CarePlanFacts>) =>
  specifyPolicy(closePlansWhenServiceEnded, { facts: { [P]: { ...NO_FACTS, ...facts } } }).hears(recorded(ended));

describe('the plans of a service that ended', () => {
  it.each(['draft', 'provisional', 'active', 'suspended'])('R17: are closed where they are %s', async (state) => {
    await knowing({ episodes, plans: { PL: plan(state) } }).sends(
      send(carePlan, 'PL', { type: 'ClosePlan', reason: 'transferred', closedAt: ENDED }),
    );
  });

  it('R17: no others are, nor those that are closed already', async () => {
    const plans = { A: plan('closed'), B: plan('active', 'PR3'), C: plan('active', 'PR1', 'localAuthority') };
    await knowing({ episodes, plans }).sendsNothing();
    await knowing({ plans: { PL: plan('active') } }).sendsNothing();
  });

  it('R17: are looked at again when one is opened or published after the end', () => {
    expect(closePlansWhenServiceEnded.when).toEqual([
      'ServiceEnded',
      'CarePlanOpened',
      'PlanVersionPublished',
      'ProvisionalPlanPublished',
      'cpa-coordination.cpa-case-closed.v1',
    ]);
  });
});
