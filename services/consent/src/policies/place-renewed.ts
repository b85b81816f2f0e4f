import { send, type PolicyReader, type PolicyCommand } from '@carethread/runtime';
import type { ConsentFacts } from '../domain/facts.js';
import { signOff } from '../domain/sign-off/decider.js';
import { holderOf } from '../domain/sign-off/signatories.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** What gives a place in each open sign-off to the one who holds it now. */
export async function placeRenewed(
  role: string,
  personId: string | null,
  reader: PolicyReader,
): Promise<readonly PolicyCommand[]> {
  if (personId === null) return [];
  const facts = await reader.facts<ConsentFacts>(personId);
  const open = await reader.find(signOffsBySubject, { personId, open: 1 });
  return open.flatMap(({ signOffId, subjectId }) => {
    const userId = holderOf(role, subjectId, facts.plans[subjectId]?.organisationId ?? '', facts);
    return userId === undefined ? [] : [send(signOff, signOffId, { type: 'ChangeSignatory', role, userId })];
  });
}
