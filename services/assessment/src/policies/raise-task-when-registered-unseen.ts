import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { MAY_ALREADY_BE_KNOWN } from '../domain/person/distinction.js';
import type { PersonEvent } from '../domain/person/events.js';

/** Whoever registered somebody beside a person of the same name and birth, without seeing that person, may be wrong: the council looks. */
export const raiseTaskWhenRegisteredUnseen = policyOn<PersonEvent>()({
  name: 'raise-task-when-registered-unseen',
  when: ['PersonRegistered'],
  then: ({ id, personId, data: { notSameAs = [] } }) =>
    personId !== null && notSameAs.includes(MAY_ALREADY_BE_KNOWN)
      ? [
          raiseTask(uuidV5(id, 'duplicateLikely'), {
            kind: 'duplicateLikely',
            forRole: 'AS',
            subject: { kind: 'person', id: personId },
            ref: { by: 'PersonRegistered' },
          }),
        ]
      : [],
});
