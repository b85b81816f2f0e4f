import { idInStream } from '@carethread/event-sourcing';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { task, closeTask } from '@carethread/service-kit';
import { copies } from '../domain/copies/decider.js';
import type { CopiesEvent } from '../domain/copies/events.js';
import { REPLACE_HOME_COPY } from './home-copy-task.js';

export const closeHomeCopyTaskWhenCopyIsPlaced = policyOn<CopiesEvent>()({
  name: 'close-home-copy-task-when-copy-is-placed',
  when: ['HomeCopyPlaced'],
  then: async ({ personId, data, meta }, reader) => {
    const planId = idInStream(copies, meta.stream);
    const commands: PolicyCommand[] = [];
    for (const id of personId === null ? [] : await reader.ids(task.category, personId)) {
      const { kind, status, ref } = await reader.state(task, id);
      const isMet =
        kind === REPLACE_HOME_COPY && ref['planId'] === planId && Number(ref['versionNo']) <= data.versionNo;
      if (isMet && status === 'open') commands.push(closeTask(id, 'replaced'));
    }
    return commands;
  },
});
