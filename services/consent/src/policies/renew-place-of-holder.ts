import { policy, send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { signOff } from '../domain/sign-off/decider.js';
import { holderOf } from '../domain/sign-off/signatories.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** R22: the keyworker's place follows the assignment of the team. */
export const renewKeyworkersPlaceWhenTeamAssigned = policy({
  name: 'renew-keyworkers-place-when-team-assigned',
  when: ['care-plan.care-team-assigned.v1'],
  then: ({ personId }, look) => renewed('keyworker', personId, look),
});

/** The co-ordinator's place follows the case. */
export const renewCoordinatorsPlaceWhenReallocated = policy({
  name: 'renew-coordinators-place-when-reallocated',
  when: ['cpa-coordination.cpa-case-opened.v1', 'cpa-coordination.care-coordinator-reallocated.v1'],
  then: ({ personId }, look) => renewed('cpaCareCoordinator', personId, look),
});

async function renewed(role: string, personId: string | null, look: PolicyReader): Promise<readonly PolicyCommand[]> {
  if (personId === null) return [];
  const facts = await look.facts<ConsentFacts>(personId);
  const open = await look.find(signOffsBySubject, { personId, open: 1 });
  return open.flatMap(({ signOffId, subjectId }) => {
    const userId = holderOf(role, subjectId, facts.plans[subjectId]?.organisationId ?? '', facts);
    return userId === undefined ? [] : [send(signOff, signOffId, { type: 'ChangeSignatory', role, userId })];
  });
}
