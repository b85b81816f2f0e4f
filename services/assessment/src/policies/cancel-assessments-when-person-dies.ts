import { policyOn, send } from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import { handover } from '../domain/handover/decider.js';
import type { PersonEvent } from '../domain/person/events.js';

/** R38: what was to be found out, and what was to be taken over, ends with the person's life. */
export const cancelAssessmentsWhenPersonDies = policyOn<PersonEvent>()({
  name: 'cancel-assessments-when-person-dies',
  when: ['PersonDeathRecorded'],
  then: async ({ personId }, reader) => {
    if (personId === null) return [];
    const assessments = await reader.ids(assessmentDecider.category, personId);
    const handovers = await reader.ids(handover.category, personId);
    return [
      ...assessments.map((id) => send(assessmentDecider, id, { type: 'CancelAssessment', reason: 'deceased' })),
      ...handovers.map((id) => send(handover, id, { type: 'EndHandover', reason: 'deceased' })),
    ];
  },
});
