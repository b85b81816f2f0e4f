import { Ids } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { person } from '../../domain/person/decider.js';
import type { Name } from '../../domain/person/names.js';
import { sheetAt } from '../../domain/person/sheet.js';
import { PATH } from './path.js';

const MOST_NAMES = 200;

class NamesRequest {
  @Ids({ min: 1, max: MOST_NAMES }) ids!: string[];
}

/** The present name of somebody whose sheet the caller may read; else undefined, whether or not there is such a person. */
export async function visibleName(ask: RequestContext, id: string): Promise<Name | undefined> {
  const stream = await ask.read.state(person, id);
  if (stream.revision === 0 || stream.erased || stream.damaged) return undefined;
  if (!(await ask.sight(id).as('readPerson', 'read').seesStream(person, stream))) return undefined;
  return sheetAt(stream.state, ask.now)?.name;
}

export const nameRoutes: readonly Route[] = [
  queryBy({
    path: `${PATH}/names`,
    summary: 'The names of people by their ids, of those whom the caller may see',
    capability: 'readPerson',
    body: NamesRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const items: { readonly id: string; readonly name: Name }[] = [];
      for (const id of new Set(ask.body.ids)) {
        const name = await visibleName(ask, id);
        if (name !== undefined) items.push({ id, name });
      }
      return { body: answerOf({ items }), shown: items.map(({ id }) => id) };
    },
  }),
];
