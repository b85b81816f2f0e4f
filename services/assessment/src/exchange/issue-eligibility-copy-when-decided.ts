import type { Policy } from '@carethread/service-kit';
import { assessmentDecider } from '../domain/assessment.js';
import type { AssessmentFacts } from '../domain/facts.js';

/** ENG-061: the eligibility decision is given to the person in writing, in the format they asked for first. */
export const issueEligibilityCopyWhenDecided: Policy = {
  name: 'issue-eligibility-copy-when-decided',
  when: ['EligibilityDecided'],
  then: async ({ meta, personId }, look) => {
    const { formats } = personId === null ? { formats: [] } : await look.facts<AssessmentFacts>(personId);
    return [
      {
        on: assessmentDecider,
        id: meta.stream.slice(meta.stream.indexOf('-') + 1),
        command: { type: 'IssueEligibilityCopy', format: formats[0] ?? 'standard' } as { type: string },
      },
    ];
  },
};
