import { TENANT } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import { entriesPage } from './entries-page.js';
import { listQueryOf } from './list-query.js';
import { query, type EntriesRoute, type ListedBody, type QueryRoute } from './route.js';

const PERSON = { type: 'string', format: 'uuid', description: 'What is of one person' } as const;

/** A list over many people, of what one kind of stream does not hold alone: `listOver({ path, entries: { view: obligations, … } })`. */
export function listOver<Body extends ListedBody, Filter extends string, Item extends JsonObject>({
  entries,
  former = 'nothing',
  ...route
}: Pick<QueryRoute, 'path' | 'summary' | 'capability' | 'scope' | 'about' | 'former'> & {
  readonly entries: EntriesRoute<Body, Filter, Item>;
}): QueryRoute {
  return {
    ...query({
      ...route,
      former,
      of: { holder: () => TENANT },
      person: () => null,
      paged: 'byItself',
      queryParameters: { personId: PERSON, ...listQueryOf(entries) },
      answer: (ask) => entriesPage(ask, { path: route.path, former }, entries),
    }),
    entries,
  };
}
