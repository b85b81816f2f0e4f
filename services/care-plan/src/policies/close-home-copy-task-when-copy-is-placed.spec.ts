import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { closeHomeCopyTaskWhenCopyIsPlaced } from './close-home-copy-task-when-copy-is-placed.js';

const placed: CopiesEvent = {
  type: 'HomeCopyPlaced',
  payload: { versionNo: 2, place: 'kitchen drawer', locked: true, placedOn: '2026-03-02' },
};
const owed = (versionNo: number, more: object = {}) => ({
  kind: 'replaceHomeCopy',
  forRole: 'KW',
  status: 'open',
  ref: { planId: 'PL', versionNo },
  ...more,
});

it('ENG-137: a copy that is placed closes what asked for it, of that version and of those before', async () => {
  const states = {
    'task-before': owed(1),
    'task-this': owed(2),
    'task-later': owed(3),
    'task-closed': owed(2, { status: 'closed' }),
    'task-another-plan': owed(2, { ref: { planId: 'another', versionNo: 2 } }),
    'task-of-another-kind': owed(2, { kind: 'replacePlan' }),
  };
  await specifyPolicy(closeHomeCopyTaskWhenCopyIsPlaced, { states })
    .hears(recorded(placed, { stream: 'copies-PL' }))
    .sends(closeTask('before', 'replaced'), closeTask('this', 'replaced'));
  await specifyPolicy(closeHomeCopyTaskWhenCopyIsPlaced, { states })
    .hears(recorded(placed, { stream: 'copies-PL', personId: null }))
    .sendsNothing();
});
