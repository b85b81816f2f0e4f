import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { raiseTaskWhenPublicationRefused } from './raise-task-when-publication-refused.js';

const refused: PlanEvent = {
  type: 'PublicationRefused',
  payload: { planId: 'PL', proposalNo: 2, code: 'STALE_VERSION' },
};

it('R4: what was signed and could not be published is a task for who leads the plan', async () => {
  await specifyPolicy(raiseTaskWhenPublicationRefused, {
    states: { 'carePlan-PL': { ...NO_PLAN, opened: opened.payload } },
  })
    .hears(recorded(refused))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'publicationRefused'), {
        kind: 'publicationRefused',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', proposalNo: 2, code: 'STALE_VERSION' },
      }),
    );
});
