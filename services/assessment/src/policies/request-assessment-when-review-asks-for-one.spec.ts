import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { assessmentDecider } from '../domain/assessment/decider.js';
import { NO_FACTS } from '../domain/facts.js';
import { requestAssessmentWhenReviewAsksForOne } from './request-assessment-when-review-asks-for-one.js';

const agreed = (outcome: string) =>
  published('review.review-outcome-agreed.v1', {
    ...{ reviewId: 'R', planId: 'PL', planVersionReviewed: 1, outcome, changes: [] },
  });

describe('a review that asks for the person to be assessed again', () => {
  it('R36: has an assessment requested, of one id however often its message arrives', async () => {
    const policy = specifyPolicy(requestAssessmentWhenReviewAsksForOne, { initial: NO_FACTS });
    const command = { type: 'RequestAssessment', kind: 'reassessment', reason: 'asked for by a review' } as const;
    await policy
      .hears(agreed('reassess'))
      .sends(send(assessmentDecider, uuidV5(specMeta.id, 'reassessment'), command, { personId: specMeta.personId }));
    await policy.hears(agreed('amend')).sendsNothing();
  });

  it('R38: has none requested of somebody who has died', async () => {
    await specifyPolicy(requestAssessmentWhenReviewAsksForOne, { initial: { ...NO_FACTS, deceased: true } })
      .hears(agreed('reassess'))
      .sendsNothing();
  });
});
