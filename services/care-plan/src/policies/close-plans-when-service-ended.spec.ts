import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, type CarePlanFacts } from '../domain/facts.js';
import { closePlansWhenServiceEnded } from './close-plans-when-service-ended.js';

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

/** What is sent of these facts, whatever brought them. */
async function sent(facts: Partial<CarePlanFacts>) {
  const look = { facts: () => Promise.resolve({ ...NO_FACTS, ...facts }) } as unknown as PolicyReader;
  const commands = await closePlansWhenServiceEnded.then({ personId: 'P', data: {} } as unknown as PolicyFact, look);
  return commands.map(({ id, command }) => ({ id, ...command }));
}

describe('the plans of a service that ended', () => {
  it.each(['draft', 'provisional', 'active', 'suspended'])('R17: are closed where they are %s', async (state) => {
    expect(await sent({ episodes, plans: { PL: plan(state) } })).toEqual([
      { id: 'PL', type: 'ClosePlan', reason: 'transferred', closedAt: ENDED },
    ]);
  });

  it('R17: no others are, nor those that are closed already', async () => {
    const plans = { A: plan('closed'), B: plan('active', 'PR3'), C: plan('active', 'PR1', 'localAuthority') };
    expect(await sent({ episodes, plans })).toEqual([]);
    expect(await sent({ plans: { PL: plan('active') } })).toEqual([]);
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
