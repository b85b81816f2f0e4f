import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { AssessmentEvent } from '../domain/assessment/events.js';

/** What was found out about another may stand in plans by now, and here it is new: the council looks at each of the two records. */
export const raiseTaskWhenFindingsMove = policyOn<AssessmentEvent>()({
  name: 'raise-task-when-findings-move',
  when: ['FindingsMoved', 'FindingsReceived'],
  then: ({ id, personId, type, data: { findings } }) =>
    personId === null
      ? []
      : [
          raiseTask(uuidV5(id, 'findingsMoved'), {
            kind: 'findingsMoved',
            forRole: 'AS',
            subject: { kind: 'person', id: personId },
            ref: { findingIds: findings.map(({ findingId }) => findingId).join(' '), by: type },
          }),
        ],
});
