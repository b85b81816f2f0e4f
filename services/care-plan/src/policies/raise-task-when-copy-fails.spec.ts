import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { CopiesEvent } from '../domain/copies/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { raiseTaskWhenCopyFails } from './raise-task-when-copy-fails.js';

const failed: CopiesEvent = {
  type: 'CopyDeliveryFailed',
  payload: {
    copyId: 'X',
    recipient: { kind: 'person', id: specMeta.personId ?? '' },
    versionNo: 1,
    issueNo: 1,
    format: 'easyRead',
    reason: 'formatNotProvided',
  },
};

it('D30: a format that does not exist is a task for who leads the plan', async () => {
  await specifyPolicy(raiseTaskWhenCopyFails, {
    states: { 'carePlan-PL': { ...NO_PLAN, opened: opened.payload } },
  })
    .hears(recorded(failed, { stream: 'copies-PL' }))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'prepareRendition'), {
        kind: 'prepareRendition',
        forRole: 'KW',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', versionNo: 1, issueNo: 1, format: 'easyRead' },
      }),
    );
});
