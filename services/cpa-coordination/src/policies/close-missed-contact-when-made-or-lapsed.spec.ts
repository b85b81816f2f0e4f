import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { closeMissedContactWhenMadeOrLapsed } from './close-missed-contact-when-made-or-lapsed.js';
import { EARLIER, knowing, NOW, openCase } from './testing/knowing.js';

const on = { stream: 'cpaCase-C' };
const logged = recorded<CpaCaseEvent>(
  { type: 'ContactLogged', payload: { contactId: 'X', at: NOW, outcome: 'seen', by: 'CC1', expectedBy: NOW } },
  on,
);
const lapsed = recorded<CpaCaseEvent>(
  { type: 'ContactLapsed', payload: { caseId: 'C', expectedBy: EARLIER, failures: 2, nextExpectedBy: NOW } },
  on,
);
const missed = (obligationKind: string, caseId = 'C') => ({
  kind: 'obligationMissed',
  ref: { caseId, obligationKind },
});
const tasks = {
  contact: missed('contactWithPerson'),
  another: missed('regionLevelDecision'),
  ofAnotherCase: missed('contactWithPerson', 'D'),
};
const after = (failures: number) =>
  knowing({ state: { ...openCase, expectation: { interval: 'P7D', expectedBy: NOW, failures } }, tasks });

it('CPA-47: contact that is made meets what was missed; an attempt does not', async () => {
  await specifyPolicy(closeMissedContactWhenMadeOrLapsed, after(0)).hears(logged).sends(closeTask('contact', 'met'));
  await specifyPolicy(closeMissedContactWhenMadeOrLapsed, after(1)).hears(logged).sendsNothing();
});

it('CPA-47: contact that lapses is a task of its own instead', async () => {
  await specifyPolicy(closeMissedContactWhenMadeOrLapsed, after(2))
    .hears(lapsed)
    .sends(closeTask('contact', 'contactLapsed'));
});
