import { specMeta } from '@carethread/event-sourcing/testing';
import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { person } from '../domain/person/decider.js';
import type { PersonEvent } from '../domain/person/events.js';
import { receiveFactsWhenTheyMove } from './receive-facts-when-they-move.js';

const arrival = {
  moveId: 'M',
  facts: [{ field: 'address', value: '1 Synthetic Street' }],
  reason: 'a mix-up',
  effectiveFrom: '2026-03-02',
};
const event: PersonEvent = { type: 'FactsMoved', payload: { ...arrival, toPersonId: 'OTHER', approvedBy: ['A', 'B'] } };

it('D1: facts that two people moved away arrive at the other record', async () => {
  const received = { type: 'ReceiveFacts', fromPersonId: specMeta.personId ?? '', ...arrival } as const;
  await specifyPolicy(receiveFactsWhenTheyMove)
    .hears(recorded(event))
    .sends(send(person, 'OTHER', received, { personId: 'OTHER' }));
  await specifyPolicy(receiveFactsWhenTheyMove)
    .hears(recorded(event, { personId: null }))
    .sendsNothing();
});
