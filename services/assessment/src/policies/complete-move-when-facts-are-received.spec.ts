import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import { completeMoveWhenFactsAreReceived } from './complete-move-when-facts-are-received.js';

it('D1: what has arrived at the other record is held by the first no longer', async () => {
  const received = recorded<PersonEvent>({
    type: 'FactsReceived',
    payload: { moveId: 'M', fromPersonId: 'FIRST', facts: [], reason: 'a mix-up', effectiveFrom: '2026-03-02' },
  });
  await specifyPolicy(completeMoveWhenFactsAreReceived)
    .hears(received)
    .sends(send(person, 'FIRST', { type: 'CompleteMove', moveId: 'M' }, { personId: 'FIRST' }));
});
