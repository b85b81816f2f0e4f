import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import { raiseTaskWhenFindingsMove } from './raise-task-when-findings-move.js';

const findings = ['F1', 'F2'].map((findingId) => ({ findingId, category: 'need', inPersonsWords: false, none: false }));
const event: AssessmentEvent = {
  type: 'FindingsReceived',
  payload: { moveId: 'M', fromAssessmentId: 'A', fromPersonId: 'FIRST', findings, reason: 'a mix-up' },
};

it('D1: the council looks at each record that findings left or came to', async () => {
  await specifyPolicy(raiseTaskWhenFindingsMove)
    .hears(recorded(event))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'findingsMoved'), {
        kind: 'findingsMoved',
        forRole: 'AS',
        subject: { kind: 'person', id: specMeta.personId ?? '' },
        ref: { findingIds: 'F1 F2', by: 'FindingsReceived' },
      }),
    );
  await specifyPolicy(raiseTaskWhenFindingsMove)
    .hears(recorded(event, { personId: null }))
    .sendsNothing();
});
