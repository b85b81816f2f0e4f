import { ORGANISATION_KINDS } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { codes, query, type RequestContext, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { eachFound } from '@carethread/runtime';
import { organisations } from '../../views/organisations.js';

/** Everything that is configured, of the caller's own tenant. */
async function organisationsOf(ask: RequestContext) {
  const where = present<{ tenantId: string; kind?: string }>({ tenantId: ask.tenantId, kind: ask.query['kind'] });
  const items = [];
  for await (const { doc } of eachFound(ask.read, organisations, where, 'since')) items.push(doc.organisation);
  return { body: { items } };
}

export const organisationsRoutes: readonly Route[] = [
  query({
    path: '/assessment/organisations',
    summary: 'The organisations of the tenant, to choose from',
    capability: 'readConfiguration',
    of: { holder: () => TENANT },
    person: () => null,
    paged: true,
    queryParameters: { kind: { ...codes(...ORGANISATION_KINDS), description: 'Organisations of one kind' } },
    answer: (ask) => organisationsOf(ask),
  }),
];
