import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { knowing, requested } from './testing/knowing.js';
import { voidSignOffsWhenPlanClosed } from './void-sign-offs-when-plan-closed.js';

it('R17: nobody is asked any longer to sign for a plan that is closed', async () => {
  const over = published('care-plan.care-plan-closed.v1', {
    planId: 'PL',
    closedAt: '2026-03-01T09:00:00.000Z',
    organisationId: 'O',
    reason: 'completed',
  });
  const asked = { requested: requested({ subject: 'planVersion', subjectId: 'PL' }) };
  const other = { requested: requested({ subject: 'planVersion', subjectId: 'OTHER' }) };
  await specifyPolicy(
    voidSignOffsWhenPlanClosed,
    knowing({ S: asked, other, SIGNED: { ...asked, state: 'completed' } }),
  )
    .hears(over)
    .sends(send(signOff, 'S', { type: 'VoidSignOff', reason: 'planClosed' }));
  await specifyPolicy(voidSignOffsWhenPlanClosed, knowing()).hears(over).sendsNothing();
});
