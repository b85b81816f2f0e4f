import { policyOn, send } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** A signed risk assessment lets the plans that wait for it go on. */
export const noteRiskSignedWhenItsSignOffCompletes = policyOn<SignOffEvent>()({
  name: 'note-risk-signed-when-its-sign-off-completes',
  when: ['SignOffCompleted'],
  then: async ({ data: { subject, subjectId, proposalNo }, personId }, reader) => {
    if (subject !== 'riskAssessment' || personId === null) return [];
    const open = await reader.find(signOffsBySubject, { personId, open: 1 });
    return open
      .filter((one) => one.subject === 'planVersion')
      .map(({ signOffId }) =>
        send(signOff, signOffId, { type: 'NoteRiskSigned', riskId: subjectId, version: proposalNo }),
      );
  },
});
