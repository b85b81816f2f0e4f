import { policyOn, send } from '@carethread/runtime';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import type { AssessmentFacts } from '../domain/facts.js';

/** ENG-061: the eligibility decision is given to the person in writing, in the format they asked for first. */
export const issueEligibilityCopyWhenDecided = policyOn<AssessmentEvent>()({
  name: 'issue-eligibility-copy-when-decided',
  when: ['EligibilityDecided'],
  then: async ({ meta, personId }, reader) => {
    const { formats } = personId === null ? { formats: [] } : await reader.facts<AssessmentFacts>(personId);
    const id = meta.stream.slice(meta.stream.indexOf('-') + 1);
    return [send(assessmentDecider, id, { type: 'IssueEligibilityCopy', format: formats[0] ?? 'standard' })];
  },
});
