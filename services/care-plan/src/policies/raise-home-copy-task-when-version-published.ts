import { present, uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { leaderOf } from '@carethread/access';
import { raiseTask } from '@carethread/service-kit';
import { copies } from '../domain/copies/decider.js';
import { atHome } from '../domain/copies/home-copy.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { REPLACE_HOME_COPY } from './home-copy-task.js';

/**
 * ENG-137: a new version means that the copy at home is replaced. The keyworker gets the task even where none is on the register (story
 * 03, step 9): a copy may lie there that nobody wrote down.
 */
export const raiseHomeCopyTaskWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'raise-home-copy-task-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ id, personId, data: { planId, versionNo, planKind, organisationId, effectiveFrom } }, reader) => {
    if (versionNo === 1 || planKind === 'localAuthority') return [];
    const lying = atHome(await reader.state(copies, planId));
    return [
      raiseTask(uuidV5(id, REPLACE_HOME_COPY), {
        kind: REPLACE_HOME_COPY,
        ...(await reader.office(personId, leaderOf(planKind), organisationId)),
        subject: { kind: 'plan', id: planId },
        since: effectiveFrom,
        ref: present({ planId, versionNo, replacesVersionNo: lying?.versionNo }),
      }),
    ];
  },
});
