import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { knowing, requested } from './testing/knowing.js';
import { voidSignOffsWhenRiskClosed } from './void-sign-offs-when-risk-closed.js';

it('R17: nobody is asked any longer to sign for a risk that is closed', async () => {
  const over = published('risk.risk-closed.v1', { riskId: 'K' });
  const asked = { requested: requested({ subject: 'riskAssessment', subjectId: 'K' }) };
  const other = { requested: requested({ subject: 'riskAssessment', subjectId: 'OTHER' }) };
  await specifyPolicy(
    voidSignOffsWhenRiskClosed,
    knowing({ S: asked, other, SIGNED: { ...asked, state: 'completed' } }),
  )
    .hears(over)
    .sends(send(signOff, 'S', { type: 'VoidSignOff', reason: 'riskClosed' }));
  await specifyPolicy(voidSignOffsWhenRiskClosed, knowing()).hears(over).sendsNothing();
});
