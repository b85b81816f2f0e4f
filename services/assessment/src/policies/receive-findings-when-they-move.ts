import { policyOn, send } from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentEvent } from '../domain/assessment/events.js';

/** Findings that two people moved away from one record arrive at the other. */
export const receiveFindingsWhenTheyMove = policyOn<AssessmentEvent>()({
  name: 'receive-findings-when-they-move',
  when: ['FindingsMoved'],
  then: ({ personId, data: { moveId, assessmentId, toAssessmentId, toPersonId, findings, reason } }) =>
    personId === null
      ? []
      : [
          send(
            assessmentDecider,
            toAssessmentId,
            {
              type: 'ReceiveFindings',
              moveId,
              fromAssessmentId: assessmentId,
              fromPersonId: personId,
              findings,
              reason,
            },
            { personId: toPersonId },
          ),
        ],
});
