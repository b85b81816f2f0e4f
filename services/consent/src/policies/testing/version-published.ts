import { published } from '@carethread/runtime/testing';
import { HASH, NOW } from './knowing.js';

/** Version 3 of plan PL, published. */
export function versionPublished(more: { readonly signOffId?: string; readonly actionIds?: readonly string[] }) {
  return published('care-plan.plan-version-published.v1', {
    ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', versionNo: 3, proposalNo: 3, contentHash: HASH },
    ...{ effectiveFrom: NOW, cause: { kind: 'edit' }, outcomeIds: [], needIds: [], provision: 0, needs: 0 },
    ...more,
  });
}
