import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { schedule } from '../domain/schedule/decider.js';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import type { ScheduleState } from '../domain/schedule/state.js';
import { notPracticableInARow, TOO_MANY_IN_A_ROW } from '../domain/schedule/rules.js';

/** ENG-107: one check that could not be held is no breach; three in a row are for the manager to look at. */
export const alertWhenChecksAreNotPracticable = policyOn<ScheduleEvent>()({
  name: 'alert-manager-when-checks-are-not-practicable',
  when: ['ObligationNotPracticable'],
  then: async ({ id, data, personId }, look) => {
    const { obligations, opened } = await look.state<ScheduleState>(schedule, data.planId);
    const count = notPracticableInARow(obligations, data.obligationId);
    return count < TOO_MANY_IN_A_ROW
      ? []
      : [
          raiseTask(uuidV5(id, 'checksNotPracticable'), {
            kind: 'checksNotPracticable',
            ...(await look.office(personId, 'SM', opened?.organisationId)),
            subject: { kind: 'plan', id: data.planId },
            ref: { planId: data.planId, count },
          }),
        ];
  },
});
