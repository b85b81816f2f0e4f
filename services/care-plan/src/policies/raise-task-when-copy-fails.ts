import { idInStream } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, tasksOf } from '@carethread/service-kit';
import { leaderOf, policyOn } from '@carethread/runtime';
import { copies, type CopiesEvent } from '../domain/copies/decider.js';
import { carePlan } from '../domain/plan/decider.js';

const PREPARE = 'prepareRendition';
const planOf = (stream: string): string => idInStream(copies, stream);

/** D30: whoever leads the plan prepares the format in which the person could be given no copy. */
export const raiseTaskWhenCopyFails = policyOn<CopiesEvent>()({
  name: 'raise-task-when-copy-fails',
  when: ['CopyDeliveryFailed'],
  then: async ({ id, personId, data: { versionNo, issueNo, format }, meta }, look) => {
    const planId = planOf(meta.stream);
    const { opened } = await look.state(carePlan, planId);
    return [
      raiseTask(uuidV5(id, PREPARE), {
        kind: PREPARE,
        ...(await look.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
        subject: { kind: 'plan', id: planId },
        ref: { planId, versionNo, issueNo, format },
      }),
    ];
  },
});

export const closeTaskWhenCopyIsIssued = policyOn<CopiesEvent>()({
  name: 'close-task-when-copy-is-issued',
  when: ['CopyIssued'],
  then: async ({ personId, data: { versionNo, recipient }, meta }, look) => {
    if (recipient.id !== personId) return [];
    const planId = planOf(meta.stream);
    const done = await tasksOf(
      personId,
      look,
      ({ kind, ref }) => kind === PREPARE && ref['planId'] === planId && Number(ref['versionNo']) <= versionNo,
    );
    return done.map(({ id }) => closeTask(id, 'issued'));
  },
});
