import { dueAt } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policy, send } from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';

/** C10, ENG-101: an emergency start is followed by a full assessment, due with the first-week review. */
export const requestFollowUpWhenServiceStartsInEmergency = policy({
  name: 'request-follow-up-when-service-starts-in-emergency',
  when: ['care-plan.service-started.v1'],
  then: ({ data: { emergency, startedAt }, id, personId }) =>
    emergency
      ? [
          send(
            assessmentDecider,
            uuidV5(id, 'emergencyFollowUp'),
            {
              type: 'RequestAssessment',
              kind: 'emergencyFollowUp',
              reason: 'emergency start',
              dueAt: dueAt(startedAt, 'P7D'),
            },
            { personId },
          ),
        ]
      : [],
});
