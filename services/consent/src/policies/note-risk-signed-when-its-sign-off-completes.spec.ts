import { send } from '@carethread/runtime';
import { specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { noteRiskSignedWhenItsSignOffCompletes } from './note-risk-signed-when-its-sign-off-completes.js';
import { knowing, requested } from './testing/knowing.js';
import { signOffCompleted } from './testing/sign-off-completed.js';

it('R25: the plans that are being signed learn of a risk that the person signed', async () => {
  const restriction = { requested: requested({ subject: 'restriction', subjectId: 'RE' }) };
  const policy = specifyPolicy(
    noteRiskSignedWhenItsSignOffCompletes,
    knowing({ S: {}, RESTRICTION: restriction, OVER: { state: 'completed' } }),
  );
  await policy
    .hears(signOffCompleted('riskAssessment', 'K'))
    .sends(send(signOff, 'S', { type: 'NoteRiskSigned', riskId: 'K', version: 1 }));
  await policy.hears(signOffCompleted('planVersion', 'PL')).sendsNothing();
});
