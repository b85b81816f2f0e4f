import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { startClocksWhenProvisionalPlanPublished } from './start-clocks-when-provisional-plan-published.js';
import { NOW } from './testing/knowing.js';

it('care by a provisional plan is reviewed from its publication on (model §6 rule 10)', async () => {
  const provisional = {
    ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', versionNo: 1 },
    ...{ contentHash: 'a'.repeat(64), effectiveFrom: NOW, consentBasis: 'best interests' },
  };
  await specifyPolicy(startClocksWhenProvisionalPlanPublished)
    .hears(published('care-plan.provisional-plan-published.v1', provisional))
    .sends(send(schedule, 'PL', { type: 'NoteProvisionalPlan', publishedAt: NOW }));
});
