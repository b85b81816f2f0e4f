import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { raiseTaskWhenEmergencyLevelHasNoPlan } from './raise-task-when-emergency-level-has-no-plan.js';
import { COORDINATOR, knowing, MESSAGE, NOW } from './testing/knowing.js';

const decided = (emergency: boolean) =>
  recorded<CpaCaseEvent>({
    type: 'CpaLevelDecided',
    payload: {
      ...{ caseId: 'C', from: 'standard', to: 'enhanced', effectiveFrom: '2026-03-02', emergency },
      ...{ decidedBy: 'CC1', rationale: 'as seen', departsFromLeaning: false },
    },
  });
const raised = raiseTask(uuidV5(MESSAGE, 'emergencyLevelWithoutPlan'), {
  kind: 'emergencyLevelWithoutPlan',
  ...COORDINATOR,
  subject: { kind: 'case', id: 'C' },
  since: NOW,
  dueAt: '2026-03-09T23:59:59.999Z',
  ref: { caseId: 'C' },
});

it('CPA-37: a level that was raised in an emergency without an open CPA plan is a task, due when its review is', async () => {
  for (const facts of [{}, { cpaPlans: ['PL'], closedPlans: ['PL'] }])
    await specifyPolicy(raiseTaskWhenEmergencyLevelHasNoPlan, knowing({ facts })).hears(decided(true)).sends(raised);
});

it('CPA-37: there is none where a plan is open, or nothing was an emergency', async () => {
  await specifyPolicy(raiseTaskWhenEmergencyLevelHasNoPlan, knowing({ facts: { cpaPlans: ['PL'] } }))
    .hears(decided(true))
    .sendsNothing();
  await specifyPolicy(raiseTaskWhenEmergencyLevelHasNoPlan, knowing()).hears(decided(false)).sendsNothing();
});
