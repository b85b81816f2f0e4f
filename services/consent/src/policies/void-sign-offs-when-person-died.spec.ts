import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { knowing } from './testing/knowing.js';
import { voidSignOffsWhenPersonDied } from './void-sign-offs-when-person-died.js';

it('R38: nothing is signed after a death', async () => {
  const died = published('assessment.person-death-recorded.v1', { dateOfDeath: '2026-03-01', evidence: 'certificate' });
  const signOffs = { S: {}, PARTLY: { state: 'partiallySigned' }, OVER: { state: 'completed' } } as const;
  await specifyPolicy(voidSignOffsWhenPersonDied, knowing(signOffs))
    .hears(died)
    .sends(...['S', 'PARTLY'].map((id) => send(signOff, id, { type: 'VoidSignOff', reason: 'deceased' })));
  await specifyPolicy(voidSignOffsWhenPersonDied, knowing()).hears(died).sendsNothing();
});
