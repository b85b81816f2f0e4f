import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';
import { raiseTaskWhenRegisteredUnseen } from './raise-task-when-registered-unseen.js';

const registered = (...notSameAs: readonly string[]) =>
  recorded<PersonEvent>({
    type: 'PersonRegistered',
    payload: {
      name: { given: 'Syn', family: 'Ashby' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
      notSameAs,
      reason: 'came with her own papers',
    },
  });

describe('who is registered beside somebody of the same name and birth', () => {
  const policy = specifyPolicy(raiseTaskWhenRegisteredUnseen);

  it('ENG-129: is for the council to look at where nobody could see the other', async () => {
    const task = raiseTask(uuidV5(specMeta.id, 'duplicateLikely'), {
      kind: 'duplicateLikely',
      forRole: 'AS',
      subject: { kind: 'person', id: specMeta.personId ?? '' },
      ref: { by: 'PersonRegistered' },
    });
    await policy.hears(registered('mayAlreadyBeKnown')).sends(task);
    await policy.hears(registered('00000000-0000-4000-8000-000000000001')).sendsNothing();
    await policy.hears(registered()).sendsNothing();
  });
});
