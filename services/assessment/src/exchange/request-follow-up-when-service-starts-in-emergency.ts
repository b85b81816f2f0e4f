import { dueAt } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import type { Policy } from '@carethread/service-kit';
import { assessmentDecider } from '../domain/assessment.js';

/** C10, ENG-101: an emergency start is followed by a full assessment, due with the first-week review. */
export const requestFollowUpWhenServiceStartsInEmergency: Policy = {
  name: 'request-follow-up-when-service-starts-in-emergency',
  when: ['care-plan.service-started.v1'],
  then: ({ data, id, personId }) =>
    data.emergency === true
      ? [
          {
            on: assessmentDecider,
            id: uuidV5(id, 'emergencyFollowUp'),
            personId,
            command: {
              type: 'RequestAssessment',
              kind: 'emergencyFollowUp',
              reason: 'emergency start',
              dueAt: dueAt(data.startedAt, 'P7D'),
            } as { type: string },
          },
        ]
      : [],
};
