import { specMeta } from '@carethread/event-sourcing/testing';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import { receiveFindingsWhenTheyMove } from './receive-findings-when-they-move.js';

const moved = {
  moveId: 'M',
  findings: [{ findingId: 'F', category: 'need', inPersonsWords: false, none: false }],
  reason: 'a mix-up',
};
const event: AssessmentEvent = {
  type: 'FindingsMoved',
  payload: {
    ...moved,
    ...{ assessmentId: 'A', toAssessmentId: 'B', toPersonId: 'OTHER', approvedBy: ['X', 'Y'], corrections: [] },
  },
};

it('D1: findings that two people moved away arrive at the other record', async () => {
  const from = { fromAssessmentId: 'A', fromPersonId: specMeta.personId ?? '' };
  await specifyPolicy(receiveFindingsWhenTheyMove)
    .hears(recorded(event))
    .sends(send(assessmentDecider, 'B', { type: 'ReceiveFindings', ...from, ...moved }, { personId: 'OTHER' }));
  await specifyPolicy(receiveFindingsWhenTheyMove)
    .hears(recorded(event, { personId: null }))
    .sendsNothing();
});
