import { idInStream } from '@carethread/event-sourcing';
import { policyOn } from '@carethread/runtime';
import { closeTask, tasksOf } from '@carethread/service-kit';
import { copies } from '../domain/copies/decider.js';
import type { CopiesEvent } from '../domain/copies/events.js';
import { REPLACE_HOME_COPY } from './home-copy-task.js';

export const closeHomeCopyTaskWhenCopyIsPlaced = policyOn<CopiesEvent>()({
  name: 'close-home-copy-task-when-copy-is-placed',
  when: ['HomeCopyPlaced'],
  then: async ({ personId, data: { versionNo }, meta }, reader) => {
    const planId = idInStream(copies, meta.stream);
    const met = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) =>
        kind === REPLACE_HOME_COPY && ref['planId'] === planId && Number(ref['versionNo']) <= versionNo,
    );
    return met.map(({ id }) => closeTask(id, 'replaced'));
  },
});
