import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanState } from '../domain/plan/state.js';

/** R16: a plan that was derived from a version of the council's learns at once that there is a later one. */
export const noteSourceSupersededWhenCouncilPlanPublished = policy({
  name: 'note-source-superseded-when-council-plan-published',
  when: ['care-plan.plan-version-published.v1'],
  then: async ({ data, personId }, reader) => {
    if (personId === null || data.planKind !== 'localAuthority') return [];
    const commands = [];
    for (const id of await reader.ids(carePlan.category, personId)) {
      const { opened, state } = await reader.state<PlanState>(carePlan, id);
      if (opened?.derivedFrom?.id === data.planId && state !== 'closed')
        commands.push(
          send(carePlan, id, { type: 'NoteSourceSuperseded', source: data.planId, version: data.versionNo }),
        );
    }
    return commands;
  },
});
