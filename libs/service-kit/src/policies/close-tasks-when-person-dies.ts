import { taskEntry } from '@carethread/contracts';
import { closeTask } from '../domain/tasks.js';
import { policy } from '@carethread/runtime';
import { tasksOf } from './tasks-of.js';

/** Nothing is owed to anybody after their death; an incident is investigated all the same. */
export const closeTasksWhenPersonDies = policy({
  name: 'close-tasks-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, reader) =>
    (await tasksOf(personId, reader, ({ kind }) => taskEntry(kind)?.incident !== true)).map(({ id }) =>
      closeTask(id, 'deceased'),
    ),
});
