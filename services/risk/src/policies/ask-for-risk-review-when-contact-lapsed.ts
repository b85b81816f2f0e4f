import { uuidV5 } from '@carethread/ledger';
import { policy } from '@carethread/runtime';
import { raiseTask, tasksOf } from '@carethread/service-kit';

/** C20: contact that lapsed twice asks for a review of the risk. */
export const askForRiskReviewWhenContactLapsed = policy({
  name: 'ask-for-risk-review-when-contact-lapsed',
  when: ['cpa-coordination.contact-lapsed.v1'],
  then: async ({ id, personId, data: { caseId, failures } }, reader) => {
    const asked = await tasksOf(personId, reader, ({ kind, ref }) => kind === 'riskReview' && ref['caseId'] === caseId);
    return failures >= 2 && asked.length === 0
      ? [
          raiseTask(uuidV5(id, 'riskReview'), {
            kind: 'riskReview',
            ...(await reader.office(personId, 'CC')),
            subject: { kind: 'case', id: caseId },
            ref: { caseId, failures },
          }),
        ]
      : [];
  },
});
