import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { versionPublished } from '../domain/plan/testing/sample-events.js';
import { proposeWhatWasNotCarriedWhenVersionPublished } from './propose-what-was-not-carried-when-version-published.js';

it('R10: a version that is published has the plan propose what it put off to a later day', async () => {
  await specifyPolicy(proposeWhatWasNotCarriedWhenVersionPublished)
    .hears(recorded(versionPublished()))
    .sends(send(carePlan, 'PL', { type: 'ProposePostponed' }));
});
