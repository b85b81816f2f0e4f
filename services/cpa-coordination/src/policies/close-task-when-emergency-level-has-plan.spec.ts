import { published, recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { closeTaskWhenEmergencyLevelHasPlan } from './close-task-when-emergency-level-has-plan.js';
import { knowing } from './testing/knowing.js';

const holding = knowing({ tasks: { A: { kind: 'emergencyLevelWithoutPlan', ref: { caseId: 'C' } } } });
const opened = (planKind: string) =>
  published('care-plan.care-plan-opened.v1', {
    ...{ planId: 'PL', planKind, organisationId: 'T', jurisdiction: 'ENG', rulePacks: ['CPA'] },
  });
const decided = (emergency: boolean) =>
  recorded<CpaCaseEvent>({
    type: 'CpaLevelDecided',
    payload: {
      ...{ caseId: 'C', from: 'standard', to: 'enhanced', effectiveFrom: '2026-03-02', emergency },
      ...{ decidedBy: 'CC1', rationale: 'as seen', departsFromLeaning: false },
    },
  });

it('CPA-37: a CPA plan that is opened settles the level that was raised without one', async () => {
  await specifyPolicy(closeTaskWhenEmergencyLevelHasPlan, holding)
    .hears(opened('cpa'))
    .sends(closeTask('A', 'planOpened'));
  await specifyPolicy(closeTaskWhenEmergencyLevelHasPlan, holding).hears(opened('provider')).sendsNothing();
});

it('CPA-37: so does a decision on an assessment and a review, and no other emergency', async () => {
  await specifyPolicy(closeTaskWhenEmergencyLevelHasPlan, holding)
    .hears(decided(false))
    .sends(closeTask('A', 'levelDecided'));
  await specifyPolicy(closeTaskWhenEmergencyLevelHasPlan, holding).hears(decided(true)).sendsNothing();
});
