import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { PlanEvent } from '../domain/plan/events.js';

/** Once a version of that proposal, or of a later one, is published, nobody needs to see to the refusal any more. */
export const closeRefusedPublicationWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'close-refused-publication-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ personId, data: { planId, proposalNo } }, reader) => {
    const settled = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) =>
        kind === 'publicationRefused' && ref['planId'] === planId && Number(ref['proposalNo']) <= proposalNo,
    );
    return settled.map(({ id }) => closeTask(id, 'published'));
  },
});
