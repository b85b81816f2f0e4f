import { closeTask, task } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { PlanEvent } from '../domain/plan/events.js';

/** Once a version of that proposal, or of a later one, is published, nobody needs to see to the refusal any more. */
export const closeRefusedPublicationWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'close-refused-publication-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ personId, data: { planId, proposalNo } }, reader) => {
    const commands = [];
    for (const id of personId === null ? [] : await reader.ids(task.category, personId)) {
      const { kind, status, ref } = await reader.state(task, id);
      if (
        kind === 'publicationRefused' &&
        status === 'open' &&
        ref['planId'] === planId &&
        Number(ref['proposalNo']) <= proposalNo
      )
        commands.push(closeTask(id, 'published'));
    }
    return commands;
  },
});
