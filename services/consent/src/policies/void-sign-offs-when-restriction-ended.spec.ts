import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { knowing, requested } from './testing/knowing.js';
import { voidSignOffsWhenRestrictionEnded } from './void-sign-offs-when-restriction-ended.js';

it('R30: nobody is asked any longer to sign for a restriction that ended', async () => {
  const over = published('risk.restriction-ended.v1', {
    restrictionId: 'RE',
    endedAt: '2026-03-01T09:00:00.000Z',
    reason: 'moved',
  });
  const asked = { requested: requested({ subject: 'restriction', subjectId: 'RE' }) };
  const other = { requested: requested({ subject: 'restriction', subjectId: 'OTHER' }) };
  await specifyPolicy(
    voidSignOffsWhenRestrictionEnded,
    knowing({ S: asked, other, SIGNED: { ...asked, state: 'completed' } }),
  )
    .hears(over)
    .sends(send(signOff, 'S', { type: 'VoidSignOff', reason: 'restrictionEnded' }));
  await specifyPolicy(voidSignOffsWhenRestrictionEnded, knowing()).hears(over).sendsNothing();
});
