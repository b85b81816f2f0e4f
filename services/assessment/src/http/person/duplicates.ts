import { SHEET } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import { presentItems, present, uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { person } from '../../domain/person/decider.js';
import type { Distinction } from '../../domain/person/distinction.js';
import type { PersonDetails } from '../../domain/person/sheet.js';
import { duplicateTokens, likelyDuplicates, refuseDuplicates } from '../../domain/search/duplicates.js';
import { numbersOf, type Findable } from '../../domain/search/findable.js';
import { tokenOf } from '../../domain/search/tokens.js';
import { findablePeople } from '../../views/findable-people.js';
import { knownPerson } from './search.js';

type Registration = PersonDetails & Distinction;

/** People of one name and birth who are compared. */
const MOST_LIKELY = 50;

/**
 * Throws DUPLICATE_LIKELY where somebody of this full name and full date of birth is known already, whoever registers: the one exception
 * to "existence is not told" (ADR 0032). A number that is taken is refused as it always is, when it is claimed.
 */
export async function refuseLikelyDuplicates(ask: RequestContext<Registration>, id: string): Promise<void> {
  // The same request once more: what it was answered stands, whoever was registered since.
  if ((await ask.read.state(person, id)).revision > 0) return;
  if (await isNumberTaken(ask)) return;
  const likely = likelyDuplicates(ask.body, await bornAs(ask), id);
  const visible = new Set<string>();
  for (const one of likely) if (await ask.sight(one.id).as('readPerson', 'read').sees(SHEET)) visible.add(one.id);
  try {
    refuseDuplicates(likely, (one) => visible.has(one), ask.body);
  } catch (refusal) {
    for (const one of likely) if (!visible.has(one.id)) await tellCouncil(ask, one.id);
    throw refusal;
  }
}

async function isNumberTaken({ body, read }: RequestContext<Registration>): Promise<boolean> {
  for (const number of numbersOf(body)) {
    const token = { of: 'token', id: tokenOf('number', number) } as const;
    if ((await read.keysIn(findablePeople, token, 1)).length > 0) return true;
  }
  return false;
}

async function bornAs(ask: RequestContext<Registration>): Promise<readonly Findable[]> {
  const found = new Map<string, Findable>();
  for (const token of duplicateTokens(ask.body))
    for (const id of await ask.read.keysIn(findablePeople, { of: 'token', id: token }, MOST_LIKELY))
      for (const one of presentItems(await knownPerson(ask, id))) found.set(id, one);
  return [...found.values()];
}

/** Whoever may not look is told to ask the council, which learns of it: one task for each organisation that asks. */
async function tellCouncil({ actor, commandId, issue }: RequestContext, id: string): Promise<void> {
  const { organisationId, user } = actor;
  const task = raiseTask(uuidV5(id, 'duplicateLikely', organisationId ?? user), {
    kind: 'duplicateLikely',
    forRole: 'AS',
    subject: { kind: 'person', id },
    ref: present({ askedBy: organisationId }),
  });
  await issue('raise-task-when-registered-twice', { ...task, personId: id }, uuidV5(commandId, 'duplicateLikely', id));
}
