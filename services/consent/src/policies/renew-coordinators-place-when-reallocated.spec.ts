import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { renewCoordinatorsPlaceWhenReallocated } from './renew-coordinators-place-when-reallocated.js';
import { knowing, NOW } from './testing/knowing.js';

const reallocated = published('cpa-coordination.care-coordinator-reallocated.v1', {
  ...{ caseId: 'C', fromUserId: 'BEFORE', toUserId: 'NOW', at: NOW, interim: false },
});

it('R22: the co-ordinator’s place is that of the co-ordinator who has the case now', async () => {
  await specifyPolicy(renewCoordinatorsPlaceWhenReallocated, knowing({ S: {} }, { coordinators: { C: 'NOW' } }))
    .hears(reallocated)
    .sends(send(signOff, 'S', { type: 'ChangeSignatory', role: 'cpaCareCoordinator', userId: 'NOW' }));
  await specifyPolicy(renewCoordinatorsPlaceWhenReallocated, knowing({ S: {} }))
    .hears(reallocated)
    .sendsNothing();
});
