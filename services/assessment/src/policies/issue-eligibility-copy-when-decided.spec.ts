import { specMeta } from '@carethread/event-sourcing/testing';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentEvent } from '../domain/assessment/events.js';
import { NO_FACTS } from '../domain/facts.js';
import { issueEligibilityCopyWhenDecided } from './issue-eligibility-copy-when-decided.js';

const decided = recorded<AssessmentEvent>(
  {
    type: 'EligibilityDecided',
    payload: { needIds: [], outcomesAffected: [], wellbeingImpact: '', eligible: true, reasons: 'the needs' },
  },
  { stream: 'assessment-A' },
);
const copy = (format: string) => send(assessmentDecider, 'A', { type: 'IssueEligibilityCopy', format });

it('ENG-061: each decision is given to the person in writing, in the format they asked for first', async () => {
  const facts = { [specMeta.personId ?? '']: { ...NO_FACTS, formats: ['easyRead', 'largePrint'] } };
  await specifyPolicy(issueEligibilityCopyWhenDecided, { facts }).hears(decided).sends(copy('easyRead'));
  await specifyPolicy(issueEligibilityCopyWhenDecided, { initial: NO_FACTS }).hears(decided).sends(copy('standard'));
});
