import { uuidV5 } from '@carethread/ledger';
import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { openPlanWhenServiceStartsWithoutOne } from './open-plan-when-service-starts-without-one.js';

const PERSON = '00000000-0000-4000-8000-000000000004';

/** What is sent when a service of O starts, by the plans that are known. */
async function sent(
  ...plans: readonly { readonly planKind: string; readonly organisationId: string; readonly state: string }[]
) {
  const fact = { personId: PERSON, data: { episodeId: 'E', providerId: 'O', startedAt: '' } } as unknown as PolicyFact;
  const known = Object.fromEntries(plans.map((plan, index) => [`plan-${index}`, plan]));
  const look = { facts: () => Promise.resolve({ plans: known }) } as unknown as PolicyReader;
  return (await openPlanWhenServiceStartsWithoutOne.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
}

describe('a service that starts', () => {
  const plan = (state: string, more: object = {}) => ({ planKind: 'provider', organisationId: 'O', state, ...more });
  const opened = (ordinal: number) => ({
    id: uuidV5(PERSON, 'plan', 'provider', 'O', ordinal),
    type: 'OpenPlan',
    planKind: 'provider',
    organisationId: 'O',
    episodeId: 'E',
  });

  it('D2: without an open plan of its provider has one opened', async () => {
    expect(await sent()).toEqual([opened(0)]);
    expect(await sent(plan('draft', { organisationId: 'X' }), plan('active', { planKind: 'cpa' }))).toEqual([
      opened(0),
    ]);
    expect(await sent(plan('closed'))).toEqual([opened(1)]);
  });

  it.each(['draft', 'provisional', 'active', 'suspended'])('D2: with a plan that is %s has none', async (state) => {
    expect(await sent(plan('closed'), plan(state))).toEqual([]);
  });
});
