import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleReviewWhenLevelDecidedInEmergency } from './schedule-review-when-level-decided-in-emergency.js';
import { cpaPlan, knowing, MESSAGE, NOW, plan } from './testing/knowing.js';

const decided = (emergency: boolean) =>
  published('cpa-coordination.cpa-level-decided.v1', {
    ...{ caseId: 'C', from: 'standard', to: 'enhanced', effectiveFrom: '2026-03-02', rationale: 'as seen', emergency },
  });
const plans = { PL: cpaPlan, other: plan, closed: { ...cpaPlan, closed: true } };

it('CPA-37: a level that was raised in an emergency is reviewed under each open CPA plan', async () => {
  await specifyPolicy(scheduleReviewWhenLevelDecidedInEmergency, knowing({ plans }))
    .hears(decided(true))
    .sends(send(schedule, 'PL', { type: 'Oblige', kind: 'emergencyLevelReview', trigger: NOW, name: MESSAGE }));
});

it('CPA-37: one that was decided on an assessment and a review is not', async () => {
  await specifyPolicy(scheduleReviewWhenLevelDecidedInEmergency, knowing({ plans }))
    .hears(decided(false))
    .sendsNothing();
});
