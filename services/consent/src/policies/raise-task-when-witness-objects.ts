import { idInStream } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';

/** A contact who says that it was otherwise raises a task for the manager, whether the sign-off is void for it or was complete. */
export const raiseTaskWhenWitnessObjects = policyOn<SignOffEvent>()({
  name: 'raise-task-when-witness-objects',
  when: ['WitnessObjected'],
  then: ({ id, meta }) => [
    raiseTask(uuidV5(id, 'witnessObjected'), {
      kind: 'witnessObjected',
      forRole: 'SM',
      ref: { signOffId: idInStream(signOff, meta.stream) },
    }),
  ],
});
