import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { assessmentDecider } from '../domain/assessment/decider.js';
import { requestFollowUpWhenServiceStartsInEmergency } from './request-follow-up-when-service-starts-in-emergency.js';

const WITHIN_A_WEEK = '2026-03-09T23:59:59.999Z';
const started = (emergency: boolean) =>
  published('care-plan.service-started.v1', {
    ...{ episodeId: 'E', providerId: 'O', startedAt: '2026-03-02T09:00:00.000Z', emergency },
  });

it('ENG-101: a start in an emergency is followed by an assessment within a week, any other by none', async () => {
  const reason = 'emergency start';
  const command = { type: 'RequestAssessment', kind: 'emergencyFollowUp', reason, dueAt: WITHIN_A_WEEK } as const;
  await specifyPolicy(requestFollowUpWhenServiceStartsInEmergency)
    .hears(started(true))
    .sends(send(assessmentDecider, uuidV5(specMeta.id, 'emergencyFollowUp'), command, { personId: specMeta.personId }));
  await specifyPolicy(requestFollowUpWhenServiceStartsInEmergency).hears(started(false)).sendsNothing();
});
