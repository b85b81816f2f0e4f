import { countedList } from '@carethread/http-api';
import { holderOfTask, isTaskOf } from '../domain/task-offices.js';
import { taskList } from '../views/task-list.js';

/** How tasks are counted: everything on their list is open. */
export const tasksCounted = countedList({
  view: taskList,
  capability: 'work',
  countedBy: 'kind',
  order: { at: (instant) => `0 ${instant}`, undated: '1' },
  where: () => ({}),
  holder: ({ state }) => holderOfTask(state),
  sees: ({ state }, { actor }) => isTaskOf(state, actor),
  kind: ({ state }) => state.kind,
});
