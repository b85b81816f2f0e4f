import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { raiseTaskWhenSourcePlanSuperseded } from './raise-task-when-source-plan-superseded.js';

const superseded: PlanEvent = {
  type: 'SourcePlanSuperseded',
  payload: { planId: 'PL', source: { id: 'C', version: 1 }, supersededBy: 2 },
};

it('R16: who leads a plan reads what the council’s later version says', async () => {
  await specifyPolicy(raiseTaskWhenSourcePlanSuperseded, {
    states: { 'carePlan-PL': { ...NO_PLAN, opened: opened.payload } },
  })
    .hears(recorded(superseded))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'sourcePlanSuperseded'), {
        kind: 'sourcePlanSuperseded',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', sourcePlanId: 'C', versionNo: 2 },
      }),
    );
});
