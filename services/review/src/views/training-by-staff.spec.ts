import { recorded, specifyView } from '@carethread/runtime/testing';
import type { CompetenceEvent } from '../domain/competence/events.js';
import { trainingByStaff } from './training-by-staff.js';

const trained = (stream: string, course: string) =>
  recorded<CompetenceEvent>(
    { type: 'TrainingRecorded', payload: { staff: 'S', course, completedOn: '2026-03-02' } },
    { stream: `competence-${stream}`, personId: null },
  );

it('names each stream of a member of staff once', () => {
  specifyView(trainingByStaff)
    .given(trained('1', 'moving'), trained('2', 'medication'), trained('1', 'fire'))
    .shows('S', { ids: ['1', '2'] });
  specifyView(trainingByStaff).given(trained('1', 'moving')).showsNothing('T');
});
