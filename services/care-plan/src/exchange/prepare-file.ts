import type { Policy } from '@carethread/service-kit';
import type { CarePlanFacts } from '../domain/facts.js';
import { episode } from '../domain/episode.js';

/** C2: the five parts of the file arrive from their services; each is marked on the person's episodes as it does. */
export const markFilePartWhenItArrives: Policy = {
  name: 'mark-file-part-when-it-arrives',
  when: [
    'assessment.person-registered.v1',
    'assessment.assessment-completed.v1',
    'PlanVersionPublished',
    'ProvisionalPlanPublished',
    'risk.risk-assessed.v1',
    'review.obligation-created.v1',
    'ServiceAgreementMade',
  ],
  then: async ({ personId }, look) => {
    if (personId === null) return [];
    const { fileParts } = await look.facts<CarePlanFacts>(personId);
    const episodes = await look.ids(episode.category, personId);
    return episodes.flatMap((id) =>
      fileParts.map((part) => ({
        on: episode,
        id,
        name: part,
        command: { type: 'MarkFilePart', part } as { type: string },
      })),
    );
  },
};
