import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { closeTaskWhenCopyIsIssued } from './close-task-when-copy-is-issued.js';

const P = '00000000-0000-4000-8000-000000000004';
const issuedTo = (id: string): CopiesEvent => ({
  type: 'CopyIssued',
  payload: {
    copyId: 'X',
    versionNo: 2,
    issueNo: 1,
    recipient: { kind: 'person', id },
    format: 'easyRead',
    channel: 'platform',
    basis: 'ownPlan',
  },
});
const wanted = (versionNo: number, more: object = {}) => ({
  kind: 'prepareRendition',
  forRole: 'KW',
  status: 'open',
  ref: { planId: 'PL', versionNo },
  ...more,
});
const states = {
  'task-before': wanted(1),
  'task-this': wanted(2),
  'task-later': wanted(3),
  'task-another-plan': wanted(2, { ref: { planId: 'another', versionNo: 2 } }),
};
const documents = [
  [{ name: 'openTasks' }, Object.keys(states).map((name) => ({ taskId: name.slice('task-'.length), personId: P }))],
] as const;

it('D30: the person’s own copy closes what waited for its format, of that version and of those before', async () => {
  await specifyPolicy(closeTaskWhenCopyIsIssued, { states, documents })
    .hears(recorded(issuedTo(P), { stream: 'copies-PL' }))
    .sends(closeTask('before', 'issued'), closeTask('this', 'issued'));
  await specifyPolicy(closeTaskWhenCopyIsIssued, { states, documents })
    .hears(recorded(issuedTo('a contact'), { stream: 'copies-PL' }))
    .sendsNothing();
});
