import { published } from '@carethread/runtime/testing';
import { HASH } from './knowing.js';

/** The second proposal of plan PL, with risk K. */
export const versionProposed = published('care-plan.plan-version-proposed.v1', {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', proposalNo: 2, contentHash: HASH },
  ...{ rulePacks: [], jurisdiction: 'ENG', riskRefs: [{ id: 'K', version: 1 }], cause: { kind: 'edit' } },
});
