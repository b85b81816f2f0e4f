import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { cpaCase } from '../domain/case/decider.js';
import { closeCaseWhenPersonDies } from './close-case-when-person-dies.js';
import { knowing } from './testing/knowing.js';

const died = published('assessment.person-death-recorded.v1', { dateOfDeath: '2026-03-01', evidence: 'certificate' });

it('C15: a case ends with the person’s life', async () => {
  await specifyPolicy(closeCaseWhenPersonDies, knowing())
    .hears(died)
    .sends(send(cpaCase, 'C', { type: 'CloseForDeath' }));
  await specifyPolicy(closeCaseWhenPersonDies).hears(died).sendsNothing();
});
