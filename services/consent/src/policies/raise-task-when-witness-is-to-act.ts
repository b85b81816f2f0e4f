import { uuidV5 } from '@carethread/ledger';
import { policyOn, raiseTask } from '@carethread/service-kit';
import { signOff, type SignOffEvent } from '../domain/sign-off.js';

/** A member of staff who was named as a witness finds it on their list. */
export const raiseTaskWhenSignatureAwaitsWitness = policyOn<SignOffEvent>()({
  name: 'raise-task-when-signature-awaits-witness',
  when: ['SignatureAwaitsWitness'],
  then: ({ id, data: { witness }, meta }) =>
    witness?.id === undefined
      ? []
      : [
          raiseTask(uuidV5(id, 'witnessSignature'), {
            kind: 'witnessSignature',
            forRole: 'CS',
            forUserId: witness.id,
            ref: { signOffId: meta.stream.slice(`${signOff.category}-`.length) },
          }),
        ],
});

/** A contact who says that it was otherwise is heard by the manager, whether the sign-off is void for it or was complete. */
export const raiseTaskWhenWitnessObjects = policyOn<SignOffEvent>()({
  name: 'raise-task-when-witness-objects',
  when: ['WitnessObjected'],
  then: ({ id, meta }) => [
    raiseTask(uuidV5(id, 'witnessObjected'), {
      kind: 'witnessObjected',
      forRole: 'SM',
      ref: { signOffId: meta.stream.slice(`${signOff.category}-`.length) },
    }),
  ],
});
