import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { riskAssessment } from '../domain/risk-assessment/decider.js';
import { recordOutcomesWhenReviewed } from './record-outcomes-when-reviewed.js';
import { knowing } from './testing/knowing.js';

const reviewed = published('review.risk-outcomes-reviewed.v1', {
  reviewId: 'R',
  outcomes: [
    { riskId: 'K', outcome: 'benefit', narrative: 'walked daily' },
    { riskId: 'OF_ANOTHER', outcome: 'harm' },
  ],
});

it('ENG-115: what a review says came of each of the person’s risks is recorded with the risk', async () => {
  await specifyPolicy(recordOutcomesWhenReviewed, knowing({}, { risks: { K: {} } }))
    .hears(reviewed)
    .sends(
      send(riskAssessment, 'K', {
        type: 'RecordRiskOutcome',
        reviewId: 'R',
        outcome: 'benefit',
        narrative: 'walked daily',
      }),
    );
  await specifyPolicy(recordOutcomesWhenReviewed, knowing()).hears(reviewed).sendsNothing();
});
