import { policy, policyOn, send } from '@carethread/service-kit';
import { cpaCase } from '../domain/cpa-case.js';
import type { RegionEvent } from '../domain/region.js';
import { openCases } from './open-cases.js';

/** C21: a region's new scheme asks for a fresh decision on each of its open cases; nothing is converted. */
export const resetLevelsWhenRegionSchemeSet = policyOn<RegionEvent>()({
  name: 'reset-levels-when-region-scheme-set',
  when: ['RegionSchemeSet'],
  then: async ({ data, tenantId }, look) =>
    (await look.find(openCases, { tenantId, regionCode: data.code })).map(({ caseId }) =>
      send(cpaCase, caseId, { type: 'ResetLevel', regionCode: data.code, effectiveFrom: data.from }),
    ),
});

/** Model §6: a decision that a region's change asked for is due at the latest with the next review. */
export const bringLevelDecisionForwardWhenReviewClosed = policy({
  name: 'bring-level-decision-forward-when-review-closed',
  when: ['review.review-closed.v1'],
  then: async ({ data, personId, recordedAt }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) =>
          send(cpaCase, caseId, {
            type: 'BringLevelDecisionForward',
            reviewId: data.reviewId,
            heldAt: data.heldAt,
            closedAt: data.closedAt ?? recordedAt,
          }),
        ),
});

/** C15: a case ends with the person's life. */
export const closeCaseWhenPersonDies = policy({
  name: 'close-case-when-person-dies',
  when: ['assessment.person-death-recorded.v1'],
  then: async ({ personId }, look) =>
    personId === null
      ? []
      : (await look.ids(cpaCase.category, personId)).map((caseId) => send(cpaCase, caseId, { type: 'CloseForDeath' })),
});
