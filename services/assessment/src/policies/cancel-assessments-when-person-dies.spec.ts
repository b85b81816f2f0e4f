import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { assessmentDecider } from '../domain/assessment/decider.js';
import { handover } from '../domain/handover/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import { cancelAssessmentsWhenPersonDies } from './cancel-assessments-when-person-dies.js';

const died = recorded<PersonEvent>({
  type: 'PersonDeathRecorded',
  payload: { dateOfDeath: '2026-03-01', evidence: 'certificate' },
});

it('R38: every assessment and handover of somebody who died is at an end', async () => {
  await specifyPolicy(cancelAssessmentsWhenPersonDies, { states: { 'assessment-A': {}, 'handover-H': {} } })
    .hears(died)
    .sends(
      send(assessmentDecider, 'A', { type: 'CancelAssessment', reason: 'deceased' }),
      send(handover, 'H', { type: 'EndHandover', reason: 'deceased' }),
    );
  await specifyPolicy(cancelAssessmentsWhenPersonDies).hears(died).sendsNothing();
});
