import { closeTask, type TaskState } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { closeHomeCopyTaskWhenCopyIsPlaced } from './close-home-copy-task-when-copy-is-placed.js';

const placed: CopiesEvent = {
  type: 'HomeCopyPlaced',
  payload: { versionNo: 2, place: 'kitchen drawer', locked: true, placedOn: '2026-03-02' },
};
const owed = (versionNo: number, more: Partial<Pick<TaskState, 'kind' | 'status' | 'ref'>> = {}) => ({
  kind: 'replaceHomeCopy',
  ref: { planId: 'PL', versionNo },
  ...more,
});

it('ENG-137: a copy that is placed closes what asked for it, of that version and of those before', async () => {
  const tasks = {
    before: owed(1),
    this: owed(2),
    later: owed(3),
    closed: owed(2, { status: 'closed' }),
    'another-plan': owed(2, { ref: { planId: 'another', versionNo: 2 } }),
    'of-another-kind': owed(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeHomeCopyTaskWhenCopyIsPlaced, withOpenTasks(tasks))
    .hears(recorded(placed, { stream: 'copies-PL' }))
    .sends(closeTask('before', 'replaced'), closeTask('this', 'replaced'));
  await specifyPolicy(closeHomeCopyTaskWhenCopyIsPlaced, withOpenTasks(tasks))
    .hears(recorded(placed, { stream: 'copies-PL', personId: null }))
    .sendsNothing();
});
