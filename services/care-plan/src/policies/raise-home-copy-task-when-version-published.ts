import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, task } from '@carethread/service-kit';
import { leaderOf, policyOn, type PolicyCommand } from '@carethread/runtime';
import { atHome, copies, type CopiesEvent } from '../domain/copies/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';

const REPLACE_HOME_COPY = 'replaceHomeCopy';

/**
 * ENG-137: a new version means that the copy at home is replaced. The keyworker is told even where none is on the register (story
 * 03, step 9): a copy may lie there that nobody wrote down.
 */
export const raiseHomeCopyTaskWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'raise-home-copy-task-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ id, personId, data: { planId, versionNo, planKind, organisationId, effectiveFrom } }, look) => {
    if (versionNo === 1 || planKind === 'localAuthority') return [];
    const lying = atHome(await look.state(copies, planId));
    const replaces = lying === undefined ? {} : { replacesVersionNo: lying.versionNo };
    return [
      raiseTask(uuidV5(id, REPLACE_HOME_COPY), {
        kind: REPLACE_HOME_COPY,
        ...(await look.office(personId, leaderOf(planKind), organisationId)),
        subject: { kind: 'plan', id: planId },
        since: effectiveFrom,
        ref: { planId, versionNo, ...replaces },
      }),
    ];
  },
});

export const closeHomeCopyTaskWhenCopyIsPlaced = policyOn<CopiesEvent>()({
  name: 'close-home-copy-task-when-copy-is-placed',
  when: ['HomeCopyPlaced'],
  then: async ({ personId, data, meta }, look) => {
    const planId = meta.stream.slice('copies-'.length);
    const commands: PolicyCommand[] = [];
    for (const id of personId === null ? [] : await look.ids(task.category, personId)) {
      const { kind, status, ref } = await look.state(task, id);
      const asked =
        kind === REPLACE_HOME_COPY && ref['planId'] === planId && Number(ref['versionNo']) <= data.versionNo;
      if (asked && status === 'open') commands.push(closeTask(id, 'replaced'));
    }
    return commands;
  },
});
