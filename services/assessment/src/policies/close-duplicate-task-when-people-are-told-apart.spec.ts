import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { PersonEvent } from '../domain/person/events.js';
import { closeDuplicateTaskWhenPeopleAreToldApart } from './close-duplicate-task-when-people-are-told-apart.js';
import { duplicateTaskOf } from './duplicate-task.js';

const own = specMeta.personId ?? '';
const task = duplicateTaskOf('other', own);
const open = { kind: 'duplicateLikely', forRole: 'AS', ref: {}, status: 'open' };
const knowing = (status: string) =>
  specifyPolicy(closeDuplicateTaskWhenPeopleAreToldApart, { states: { [`task-${task}`]: { ...open, status } } });

describe('two people who may be one', () => {
  const apart = recorded<PersonEvent>({
    type: 'PersonDistinguished',
    payload: { notSameAs: ['other', 'third'], reason: 'twins' },
  });
  const received = recorded<PersonEvent>({
    type: 'FactsReceived',
    payload: {
      fromPersonId: 'other',
      facts: [],
      moveId: 'M',
      reason: 'typed into the wrong record',
      effectiveFrom: '',
    },
  });

  it('ENG-129: are looked at no more once they are told apart, or what stood with the wrong one has moved', async () => {
    await knowing('open').hears(apart).sends(closeTask(task, 'notSameAs'));
    await knowing('open').hears(received).sends(closeTask(task, 'factsMoved'));
    await knowing('closed').hears(apart).sendsNothing();
  });
});
