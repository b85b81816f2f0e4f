import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { raiseTaskWhenWitnessObjects } from './raise-task-when-witness-objects.js';
import { MESSAGE } from './testing/knowing.js';

it('ENG-030: a witness who says that it was otherwise is a task for the manager', async () => {
  const objected: SignOffEvent = {
    type: 'WitnessObjected',
    payload: { role: 'person', by: { id: 'F', role: 'witness' }, reasons: 'she said no' },
  };
  await specifyPolicy(raiseTaskWhenWitnessObjects)
    .hears(recorded(objected, { stream: 'signOff-S' }))
    .sends(
      raiseTask(uuidV5(MESSAGE, 'witnessObjected'), {
        ...{ kind: 'witnessObjected', forRole: 'SM', ref: { signOffId: 'S' } },
      }),
    );
});
