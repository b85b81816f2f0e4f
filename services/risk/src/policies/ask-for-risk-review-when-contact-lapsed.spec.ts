import { uuidV5 } from '@carethread/ledger';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import { askForRiskReviewWhenContactLapsed } from './ask-for-risk-review-when-contact-lapsed.js';
import { MESSAGE } from './testing/knowing.js';

const lapsed = (failures: number) => published('cpa-coordination.contact-lapsed.v1', { caseId: 'C', failures });

it('C20: contact that lapsed twice asks for a review of the risk, once', async () => {
  await specifyPolicy(askForRiskReviewWhenContactLapsed)
    .hears(lapsed(2))
    .sends(
      raiseTask(uuidV5(MESSAGE, 'riskReview'), {
        kind: 'riskReview',
        forRole: 'CC',
        subject: { kind: 'case', id: 'C' },
        ref: { caseId: 'C', failures: 2 },
      }),
    );
  await specifyPolicy(askForRiskReviewWhenContactLapsed).hears(lapsed(1)).sendsNothing();
  const open = withOpenTasks({ T: { kind: 'riskReview', ref: { caseId: 'C' } } });
  await specifyPolicy(askForRiskReviewWhenContactLapsed, open).hears(lapsed(3)).sendsNothing();
});
