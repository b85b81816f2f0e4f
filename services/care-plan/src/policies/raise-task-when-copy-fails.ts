import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { leaderOf } from '@carethread/access';
import { raiseTask } from '@carethread/service-kit';
import type { CopiesEvent } from '../domain/copies/events.js';
import { carePlan } from '../domain/plan/decider.js';
import { planOf, PREPARE } from './rendition-task.js';

/** D30: the plan's lead prepares the format in which the person could be given no copy. */
export const raiseTaskWhenCopyFails = policyOn<CopiesEvent>()({
  name: 'raise-task-when-copy-fails',
  when: ['CopyDeliveryFailed'],
  then: async ({ id, personId, data: { versionNo, issueNo, format }, meta }, reader) => {
    const planId = planOf(meta.stream);
    const { opened } = await reader.state(carePlan, planId);
    return [
      raiseTask(uuidV5(id, PREPARE), {
        kind: PREPARE,
        ...(await reader.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
        subject: { kind: 'plan', id: planId },
        ref: { planId, versionNo, issueNo, format },
      }),
    ];
  },
});
