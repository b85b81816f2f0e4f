import { TrainingRecorded } from './review/events.js';
import { validateRequest } from './validate.js';

const trained = { staff: 'S', course: 'Moving and handling', completedOn: '2026-01-02', organisationId: 'O' };

it('a course that a service took by its name can be published', () => {
  const found = validateRequest(TrainingRecorded, trained);
  expect(found.ok ? [] : found.errors.filter(({ pointer }) => pointer === '/course')).toEqual([]);
});
