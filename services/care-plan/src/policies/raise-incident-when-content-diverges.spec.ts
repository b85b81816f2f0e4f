import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { raiseIncidentWhenContentDiverges } from './raise-incident-when-content-diverges.js';

const diverged: PlanEvent = {
  type: 'PlanContentDiverged',
  payload: {
    planId: 'PL',
    versionNo: 1,
    issueNo: 2,
    storedHash: 'a'.repeat(64),
    rebuiltHash: 'b'.repeat(64),
  },
};

it('PLAT-02: a version that reads otherwise than was agreed is an incident for who answers for the plan', async () => {
  await specifyPolicy(raiseIncidentWhenContentDiverges, {
    states: { 'carePlan-PL': { ...NO_PLAN, opened: opened.payload } },
  })
    .hears(recorded(diverged))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'CONTENT_DIVERGED'), {
        kind: 'CONTENT_DIVERGED',
        forRole: 'RM',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', versionNo: 1, issueNo: 2 },
      }),
    );
});
