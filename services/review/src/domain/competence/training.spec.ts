import { specify } from '@carethread/event-sourcing/testing';
import { competence } from './decider.js';
import { at, NOW } from '../schedule/testing/opened-schedule.js';

describe('training', () => {
  it('ENG-150: is recorded with its course and day, and not ahead', () => {
    const record = { type: 'RecordTraining', staff: 'S', course: 'carePlanning', completedOn: '2026-01-10' } as const;
    const { type: _, ...payload } = record;
    specify(competence).given().when(record, at(NOW)).then({ type: 'TrainingRecorded', payload });
    specify(competence)
      .given()
      .when({ ...record, completedOn: '2026-01-16' }, at(NOW))
      .refused('FUTURE_DATE', ['completedOn']);
  });
});
