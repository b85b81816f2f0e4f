import { heldBy, TENANT } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { codes, entriesPage, query, type RequestContext, type Route } from '@carethread/http-api';
import type { Bundle, BundleEntry, BundleLink, Subscription } from '../../fhir/resources.js';
import { subscriptionUrl } from '../../fhir/status.js';
import { fhirBase } from '../../fhir/vocabulary.js';
import { endpoint } from '../../domain/endpoint/decider.js';
import { endpointList, type ListedEndpoint } from '../../views/endpoint-list.js';
import { READ } from '../endpoint/managed.js';
import { FHIR_FORM, FORMAT, isSubscription, shownSubscription, standing, SUBSCRIPTION } from './fhir.js';

/** Which Subscriptions a search finds: the code is FHIR's, so that nothing stored is compared with it. */
async function isFound({ id, state }: ListedEndpoint, ask: RequestContext): Promise<boolean> {
  if (!isSubscription(state)) return false;
  const { status, url } = ask.query;
  if (status !== undefined && (await standing(ask, id, state)).status !== status) return false;
  if (url === undefined) return true;
  // Whoever is not shown a URL finds nothing by it either.
  return ask.actor.organisationId === state.providerId && (await ask.read.state(endpoint, id)).state.url === url;
}

export const searchRoutes: readonly Route[] = [
  query({
    path: SUBSCRIPTION,
    summary:
      'The FHIR Subscriptions of the caller’s organisation; of everybody, for whoever runs or audits the installation',
    ...READ,
    form: FHIR_FORM,
    about: 'PLAT-13',
    person: () => null,
    of: { holder: () => TENANT },
    paged: 'byItself',
    queryParameters: {
      ...FORMAT,
      status: { ...codes('requested', 'active', 'error', 'off'), description: 'How it stands, as FHIR has it' },
      url: { type: 'string', description: 'The address that it is sent to' },
    },
    answer: async (ask) => {
      const base = fhirBase(ask.publicUrl);
      const { body } = await entriesPage(
        ask,
        { path: SUBSCRIPTION },
        {
          view: endpointList,
          filters: {},
          where: { kind: 'webhook' },
          holder: ({ state: { providerId } }) => heldBy(providerId),
          sees: isFound,
          item: ({ id, state }) => shownSubscription(ask, id, state),
        },
      );
      const at = (query: RequestContext['query']): string => `${base}/Subscription${queryText(query)}`;
      const next = body.next === undefined ? undefined : at({ ...ask.query, after: body.next });
      return { body: searchset(base, body.items, at(ask.query), next) };
    },
  }),
];

function searchset(
  base: string,
  found: readonly Subscription[],
  self: string,
  next: string | undefined,
): Bundle<Subscription> {
  const following: readonly BundleLink[] = next === undefined ? [] : [{ relation: 'next', url: next }];
  const entry: readonly BundleEntry<Subscription>[] = found.map((resource) => ({
    fullUrl: subscriptionUrl(base, resource.id),
    resource,
    search: { mode: 'match' },
  }));
  return present<Bundle<Subscription>>({
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: self }, ...following],
    // FHIR has no empty lists.
    entry: entry.length === 0 ? undefined : entry,
  });
}

function queryText(query: RequestContext['query']): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) said.append(name, value);
  return said.size === 0 ? '' : `?${said.toString()}`;
}
