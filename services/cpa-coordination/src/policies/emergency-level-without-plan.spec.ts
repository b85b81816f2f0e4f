import type { PolicyReader, Policy, PolicyFact } from '@carethread/runtime';
import { uuidV5 } from '@carethread/ledger';
import { NO_CASE } from '../domain/case/state.js';
import { NO_FACTS, type CpaFacts } from '../domain/facts.js';
import { closeTaskWhenEmergencyLevelHasPlan } from './close-task-when-emergency-level-has-plan.js';
import { raiseTaskWhenEmergencyLevelHasNoPlan } from './raise-task-when-emergency-level-has-no-plan.js';

const ID = '00000000-0000-4000-8000-000000000001';
const AT = '2026-01-14T09:00:00.000Z';

async function sent(
  policy: Policy,
  type: string,
  data: object,
  facts: Partial<CpaFacts> = {},
): Promise<readonly object[]> {
  const fact = { id: ID, type, personId: 'P', data: { caseId: 'C', ...data }, recordedAt: AT } as unknown as PolicyFact;
  const look = {
    now: AT,
    facts: () => Promise.resolve({ ...NO_FACTS, ...facts }),
    find: () => Promise.resolve([{ taskId: 'T' }]),
    state: (_: unknown, id: string) =>
      Promise.resolve(id === 'T' ? { status: 'open', kind: 'emergencyLevelWithoutPlan', ref: {} } : NO_CASE),
  } as unknown as PolicyReader;
  return (await policy.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
}

describe('CPA-37: a level that was raised in an emergency without a CPA plan', () => {
  const raised = (emergency: boolean, facts?: Partial<CpaFacts>) =>
    sent(raiseTaskWhenEmergencyLevelHasNoPlan, 'CpaLevelDecided', { emergency }, facts);

  it('CPA-37: is a task for the co-ordinator, due when its review is', async () => {
    expect(await raised(true)).toEqual([
      expect.objectContaining({
        id: uuidV5(ID, 'emergencyLevelWithoutPlan'),
        type: 'RaiseTask',
        kind: 'emergencyLevelWithoutPlan',
        forRole: 'CC',
        since: AT,
        dueAt: '2026-01-21T23:59:59.999Z',
      }),
    ]);
    expect(await raised(true, { cpaPlans: ['PL'], closedPlans: ['PL'] })).toHaveLength(1);
  });

  it('CPA-37: is none where a plan is open, or nothing was an emergency', async () => {
    expect(await raised(true, { cpaPlans: ['PL'] })).toEqual([]);
    expect(await raised(false)).toEqual([]);
  });

  it('CPA-37: is settled by a CPA plan, or by a decision on an assessment and a review', async () => {
    const closed = (type: string, data: object) => sent(closeTaskWhenEmergencyLevelHasPlan, type, data);
    expect(await closed('care-plan.care-plan-opened.v1', { planKind: 'cpa' })).toMatchObject([{ id: 'T' }]);
    expect(await closed('care-plan.care-plan-opened.v1', { planKind: 'provider' })).toEqual([]);
    expect(await closed('CpaLevelDecided', { emergency: false })).toMatchObject([{ id: 'T' }]);
    expect(await closed('CpaLevelDecided', { emergency: true })).toEqual([]);
  });
});
