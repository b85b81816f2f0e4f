import { policyOn, send } from '@carethread/runtime';
import type { CarePlanFacts } from '../domain/facts.js';
import { episode } from '../domain/episode/decider.js';
import { type EpisodeEvent } from '../domain/episode/events.js';
import type { PlanEvent } from '../domain/plan/events.js';

/** C2: the five parts of the file arrive from their services; each is marked on the person's episodes as it does. */
export const markFilePartWhenItArrives = policyOn<PlanEvent | EpisodeEvent>()({
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
  then: async ({ personId }, reader) => {
    if (personId === null) return [];
    const { fileParts } = await reader.facts<CarePlanFacts>(personId);
    const episodes = await reader.ids(episode.category, personId);
    return episodes.flatMap((id) =>
      fileParts.map((part) => send(episode, id, { type: 'MarkFilePart', part }, { name: part })),
    );
  },
});
