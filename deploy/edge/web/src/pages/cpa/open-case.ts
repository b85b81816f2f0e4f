import type { AnswerOf } from '../../api/operation.js';
import { Refused } from '../../api/refused.js';
import type { Asked } from '../../shell/asked.js';

export type CpaCase = AnswerOf<'getCase'>;

/** The person's case: the open one, or the last. A person whom nobody co-ordinates has no such page. */
export async function openCase({
  read,
  place,
}: Pick<Asked<'listCases' | 'getCase', '/people/:personId'>, 'read' | 'place'>): Promise<CpaCase> {
  const { items } = await read('listCases', { query: { personId: place('personId') } });
  const found = items.find(({ closedAt }) => closedAt === undefined) ?? items.at(-1);
  if (found === undefined) throw new Refused(404, 'NOT_FOUND', [], '');
  return read('getCase', { path: { id: found.id } });
}
