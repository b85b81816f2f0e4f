import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';

/** R19: a case that a trust opens by itself opens its own resources and nothing else; council and person learn of it. */
export const tellCouncilAndPersonWhenCaseOpened = policyOn<CpaCaseEvent>()({
  name: 'tell-council-and-person-when-case-opened',
  when: ['CpaCaseOpened'],
  then: ({ id, data: { caseId } }) =>
    ['AS', 'PE'].map((forRole) =>
      raiseTask(uuidV5(id, forRole), { kind: 'caseOpenedAlone', forRole, ref: { caseId } }),
    ),
});
