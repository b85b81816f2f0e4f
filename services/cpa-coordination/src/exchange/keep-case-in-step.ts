import type { Policy, PolicyCommand } from '@carethread/service-kit';
import { cpaCase } from '../domain/cpa-case.js';
import { openCases } from './open-cases.js';

const on = (id: string, command: { readonly type: string }): PolicyCommand => ({ on: cpaCase, id, command });

/** C21: a region's new scheme asks for a fresh decision on each of its open cases; nothing is converted. */
export const resetLevelsWhenRegionSchemeSet: Policy = {
  name: 'reset-levels-when-region-scheme-set',
  when: ['RegionSchemeSet'],
  then: async ({ data, tenantId }, look) =>
    (await look.find(openCases, { tenantId, regionCode: data.code })).map(({ caseId }) =>
      on(caseId, { type: 'ResetLevel', regionCode: data.code, effectiveFrom: data.from } as { type: string }),
    ),
};

/** Model §6: a decision that a region's change asked for is due at the latest with the next review. */
export const bringLevelDecisionForwardWhenReviewClosed: Policy = {
  name: 'bring-level-decision-forward-when-review-closed',
  when: ['review.review-closed.v1'],
  then: async ({ data, personId, recordedAt }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) =>
          on(caseId, {
            type: 'BringLevelDecisionForward',
            reviewId: data.reviewId,
            heldAt: data.heldAt,
            closedAt: data.closedAt ?? recordedAt,
          } as { type: string }),
        ),
};

/** C15: a case ends with the person's life. */
export const closeCaseWhenPersonDies: Policy = {
  name: 'close-case-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) => on(caseId, { type: 'CloseForDeath' })),
};
