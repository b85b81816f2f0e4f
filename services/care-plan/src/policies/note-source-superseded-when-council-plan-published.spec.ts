import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { NO_PLAN, type PlanState } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { noteSourceSupersededWhenCouncilPlanPublished } from './note-source-superseded-when-council-plan-published.js';

const ofKind = (planKind: string) =>
  published('care-plan.plan-version-published.v1', {
    ...versionPublished({ planId: 'C', planKind }).payload,
    actionIds: [],
    achievedIds: [],
    needs: 0,
  });
const derived = (id: string, state: PlanState['state'] = 'active'): PlanState => ({
  ...NO_PLAN,
  state,
  opened: { ...opened.payload, derivedFrom: { id, version: 1 } },
});
const states = {
  'carePlan-A': derived('C'),
  'carePlan-B': derived('another'),
  'carePlan-D': derived('C', 'closed'),
  'carePlan-E': { ...NO_PLAN, state: 'active', opened: opened.payload },
};

describe('a council plan that is published', () => {
  it('R16: is noted on each open plan that was derived from it, and on no other', async () => {
    await specifyPolicy(noteSourceSupersededWhenCouncilPlanPublished, { states })
      .hears(ofKind('localAuthority'))
      .sends(send(carePlan, 'A', { type: 'NoteSourceSuperseded', source: 'C', version: 2 }));
  });

  it('R16: a plan of another kind is nobody’s source', async () => {
    await specifyPolicy(noteSourceSupersededWhenCouncilPlanPublished, { states })
      .hears(ofKind('provider'))
      .sendsNothing();
  });
});
