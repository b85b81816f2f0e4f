import { policy, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** R17: nobody signs for a risk assessment that is closed. */
export const voidSignOffsWhenRiskClosed = policy({
  name: 'void-sign-offs-when-risk-closed',
  when: ['risk.risk-closed.v1'],
  then: ({ data: { riskId } }, look) => voided(riskId, 'riskClosed', look),
});

/** R30: nor for a restriction that has ended. */
export const voidSignOffsWhenRestrictionEnded = policy({
  name: 'void-sign-offs-when-restriction-ended',
  when: ['risk.restriction-ended.v1'],
  then: ({ data: { restrictionId } }, look) => voided(restrictionId, 'restrictionEnded', look),
});

async function voided(subjectId: string, reason: string, look: PolicyReader): Promise<readonly PolicyCommand[]> {
  const open = await look.find(signOffsBySubject, { subjectId, open: 1 });
  return open.map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason }));
}
