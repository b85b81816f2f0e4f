import { send, type PolicyCommand, type PolicyReader } from '@carethread/runtime';
import { signOff } from '../domain/sign-off/decider.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** What voids the open sign-offs of a subject, but the one that is `kept`. */
export async function openSignOffsVoided(
  subjectId: string,
  reason: string,
  reader: PolicyReader,
  kept?: string,
): Promise<readonly PolicyCommand[]> {
  const open = await reader.find(signOffsBySubject, { subjectId, open: 1 });
  return open
    .filter(({ signOffId }) => signOffId !== kept)
    .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason }));
}
