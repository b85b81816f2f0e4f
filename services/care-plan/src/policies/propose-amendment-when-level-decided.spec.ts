import { specMeta } from '@carethread/event-sourcing/testing';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { NO_FACTS } from '../domain/facts.js';
import { carePlan } from '../domain/plan/decider.js';
import { proposeAmendmentWhenLevelDecided } from './propose-amendment-when-level-decided.js';

const P = '00000000-0000-4000-8000-000000000004';
const plan = (planKind: string, state: string) => ({
  planKind,
  organisationId: 'O',
  versionNo: 1,
  state,
  needs: [],
  sections: {},
});
const plans = { A: plan('cpa', 'active'), B: plan('cpa', 'closed'), C: plan('provider', 'active') };
const facts = { [P]: { ...NO_FACTS, plans } };
const decided = (more: object = {}) =>
  published('cpa-coordination.cpa-level-decided.v1', {
    caseId: 'X',
    from: 'standard',
    to: 'enhanced',
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    emergency: false,
    rationale: 'more support',
    ...more,
  });
const proposed = (causeId: string) =>
  send(carePlan, 'A', {
    type: 'ProposeAgreedChanges',
    cause: { kind: 'cpaLevel', id: causeId },
    changes: [{ changeId: specMeta.id, itemId: 'cpa', field: 'level', to: 'enhanced', what: 'CPA level' }],
  });

it('C13: a decided level is proposed for the person’s open CPA plan, with the review that it came from', async () => {
  await specifyPolicy(proposeAmendmentWhenLevelDecided, { facts }).hears(decided()).sends(proposed(specMeta.id));
  await specifyPolicy(proposeAmendmentWhenLevelDecided, { facts })
    .hears(decided({ reviewId: 'R' }))
    .sends(proposed('R'));
  await specifyPolicy(proposeAmendmentWhenLevelDecided, { facts: { [P]: NO_FACTS } })
    .hears(decided())
    .sendsNothing();
});
