import { uuidV5 } from '@carethread/ledger';
import { closeTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { started } from '../domain/plan/testing/life.js';
import { versionProposed, versionPublished } from '../domain/plan/testing/sample-events.js';
import { closeIncompleteAmendmentWhenMade } from './close-incomplete-amendment-when-made.js';

const change = { changeId: 'c', itemId: 'a1', field: 'when', to: 'weekly' };
const incomplete = { id: 'e-incomplete', changes: [change], proposals: 1 };
const taskId = uuidV5('e-incomplete', 'amendmentIncomplete');
const open = { [`task-${taskId}`]: { kind: 'amendmentIncomplete', forRole: 'AS', status: 'open', ref: {} } };

describe('an amendment that was incomplete', () => {
  it('R4: is closed once a proposal or a version holds it', async () => {
    const { state } = started()
      .after(1)
      .amends({ actions: [{ actionId: 'a1', what: 'wash', when: 'weekly' }] });
    const states = { 'carePlan-PL': { ...state, incomplete: [incomplete] }, ...open };
    for (const event of [versionProposed(), versionPublished()])
      await specifyPolicy(closeIncompleteAmendmentWhenMade, { states })
        .hears(recorded(event))
        .sends(closeTask(taskId, 'made'));
  });

  it('R4: stays open while nothing holds it, and is closed once', async () => {
    const { state } = started().after(1).amends({ whatMatters: 'my garden' });
    const states = { 'carePlan-PL': { ...state, incomplete: [incomplete] }, ...open };
    await specifyPolicy(closeIncompleteAmendmentWhenMade, { states })
      .hears(recorded(versionPublished()))
      .sendsNothing();
    const made = started()
      .after(1)
      .amends({ actions: [{ actionId: 'a1', what: 'wash', when: 'weekly' }] }).state;
    await specifyPolicy(closeIncompleteAmendmentWhenMade, {
      states: { 'carePlan-PL': { ...made, incomplete: [incomplete] } },
    })
      .hears(recorded(versionPublished()))
      .sendsNothing();
  });
});
