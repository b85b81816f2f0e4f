import { specMeta } from '@carethread/event-sourcing/testing';
import { published, specifyView } from '@carethread/runtime/testing';
import { publishedPlans } from './published-plans.js';

it('CITY-02: says whose a published plan is', () => {
  const version = published('care-plan.plan-version-published.v1', {
    ...{ planId: 'PL', planKind: 'localAuthority', organisationId: 'O', versionNo: 1, proposalNo: 1 },
    ...{ contentHash: 'a'.repeat(64), effectiveFrom: '2026-03-02T09:00:00.000Z', cause: { kind: 'edit' } },
    ...{ outcomeIds: [], needIds: [], provision: 0, needs: 0 },
  });
  specifyView(publishedPlans).given(version).shows('PL', { personId: specMeta.personId });
  specifyView(publishedPlans).given(version).showsNothing('ANOTHER');
});
