import { policyOn } from '@carethread/runtime';
import { tasksOf, closeTask } from '@carethread/service-kit';
import type { CopiesEvent } from '../domain/copies/events.js';
import { planOf, PREPARE } from './rendition-task.js';

export const closeTaskWhenCopyIsIssued = policyOn<CopiesEvent>()({
  name: 'close-task-when-copy-is-issued',
  when: ['CopyIssued'],
  then: async ({ personId, data: { versionNo, recipient }, meta }, reader) => {
    if (recipient.id !== personId) return [];
    const planId = planOf(meta.stream);
    const done = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) => kind === PREPARE && ref['planId'] === planId && Number(ref['versionNo']) <= versionNo,
    );
    return done.map(({ id }) => closeTask(id, 'issued'));
  },
});
