import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, NO_PLAN, type RiskFacts } from '../domain/facts.js';
import { handRisksToCouncilWhenServiceEnded } from './hand-risks-to-council-when-service-ended.js';

const plan = (planKind: string, closed = true) => ({ ...NO_PLAN, planKind, organisationId: 'O', closed });
const KNOWN: RiskFacts = {
  ...NO_FACTS,
  plans: { PR: plan('provider'), STANDS: plan('provider', false), CPA: plan('cpa'), LA: plan('localAuthority') },
  servedUntil: { O: '2026-02-01T12:00:00.000Z' },
};
const RISKS = {
  ofPlan: { state: 'concluded', opened: { planId: 'PR' } },
  drafted: { state: 'draft', opened: { planId: 'PR' } },
  closed: { state: 'closed', opened: { planId: 'PR' } },
  ofPlanThatStands: { state: 'concluded', opened: { planId: 'STANDS' } },
  ofCpaPlan: { state: 'concluded', opened: { planId: 'CPA' } },
  ofCouncilPlan: { state: 'concluded', opened: { planId: 'LA' } },
  withoutPlan: { state: 'concluded', opened: {}, heldBy: 'O' },
  ofAnother: { state: 'concluded', opened: {}, heldBy: 'X' },
  ofCouncil: { state: 'concluded', opened: {} },
};

async function handedOver(known: RiskFacts): Promise<unknown[]> {
  const look = {
    facts: () => Promise.resolve(known),
    ids: () => Promise.resolve(Object.keys(RISKS)),
    state: (_: unknown, id: keyof typeof RISKS) => Promise.resolve(RISKS[id]),
    office: (_: unknown, forRole: string) => Promise.resolve({ forRole }),
  } as unknown as PolicyReader;
  const fact = { personId: 'P' } as unknown as PolicyFact;
  const tasks = (await handRisksToCouncilWhenServiceEnded.then(fact, look)) as readonly {
    readonly command: {
      readonly forRole?: string;
      readonly kind?: string;
      readonly ref?: { readonly riskId?: string };
    };
  }[];
  return tasks.map(({ command: { forRole, kind, ref } }) => [forRole, kind, ref?.riskId]);
}
const task = (riskId: string): unknown[] => ['AS', 'riskAfterService', riskId];

describe('risks that a service has left open', () => {
  it('D23: go to the council, each with a task of its own', async () => {
    expect(await handedOver(KNOWN)).toEqual(['ofPlan', 'drafted', 'ofCpaPlan', 'withoutPlan'].map(task));
  });

  it('D23: stay with whoever serves the person still, and end with a death', async () => {
    expect(await handedOver({ ...KNOWN, servedUntil: {}, cases: { C: 'N' } })).toEqual([]);
    expect(await handedOver({ ...KNOWN, deceased: true })).toEqual([]);
  });
});
