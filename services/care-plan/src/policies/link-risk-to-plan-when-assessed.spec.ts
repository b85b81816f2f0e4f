import { present } from '@carethread/ledger';
import type { ContractData } from '@carethread/contracts';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { NO_FACTS } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import { linkRiskToPlanWhenAssessed } from './link-risk-to-plan-when-assessed.js';

const P = '00000000-0000-4000-8000-000000000004';
const plan = (state: string, planKind = 'provider') => ({
  planKind,
  organisationId: 'O',
  versionNo: 1,
  state,
  needs: [],
  sections: {},
});
const plans = { A: plan('active'), B: plan('draft'), C: plan('closed'), D: plan('active', 'localAuthority') };
const facts = { [P]: { ...NO_FACTS, plans } };
const assessed = (planId?: string) =>
  published(
    'risk.risk-assessed.v1',
    present<ContractData<'risk.risk-assessed.v1'>>({
      riskId: 'R',
      version: 2,
      contentHash: 'c'.repeat(64),
      actionIds: [],
      conclusion: 'accept',
      planId,
    }),
  );
const link = (id: string) => send(carePlan, id, { type: 'LinkRisk', riskId: 'R', version: 2 });

describe('a concluded risk assessment', () => {
  it('ENG-071: stands on the plan that it belongs to', async () => {
    await specifyPolicy(linkRiskToPlanWhenAssessed, { facts }).hears(assessed('A')).sends(link('A'));
  });

  it('ENG-071: that names no plan stands on every open plan of the person’s providers', async () => {
    await specifyPolicy(linkRiskToPlanWhenAssessed, { facts }).hears(assessed()).sends(link('A'), link('B'));
    await specifyPolicy(linkRiskToPlanWhenAssessed, { facts: { [P]: NO_FACTS } })
      .hears(assessed())
      .sendsNothing();
  });
});
