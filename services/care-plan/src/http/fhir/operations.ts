import { malformed, queryFault } from '@carethread/contracts';
import { codes, query, type RequestContext, type Route } from '@carethread/http-api';
import { uuidV5 } from '@carethread/ledger';
import { endpoint } from '../../domain/endpoint/decider.js';
import { notificationEvent, queriedEvents } from '../../fhir/notification.js';
import type { Bundle, Parameter, Parameters } from '../../fhir/resources.js';
import { statusParameters } from '../../fhir/status.js';
import { fhirBase } from '../../fhir/vocabulary.js';
import { feedItem, sequenceFor } from '../../notices/feed.js';
import { READ } from '../endpoint/managed.js';
import { FHIR_FORM, FORMAT, standing, SUBSCRIPTION } from './fhir.js';
import { subscriptionState } from './subscription-state.js';

/** How many events one answer holds at most: the status in it says how far they reach. */
const MOST_EVENTS = 100;
const NUMBER = { type: 'integer', minimum: 0 } as const;

export const operationRoutes: readonly Route[] = [
  query({
    path: `${SUBSCRIPTION}/:id/$status`,
    summary: 'How a FHIR Subscription stands, and the number of the last event that there is',
    ...READ,
    form: FHIR_FORM,
    about: 'PLAT-14',
    person: () => null,
    of: { on: endpoint },
    queryParameters: FORMAT,
    answer: async (ask) => ({ body: await statusBundle(ask) }),
  }),
  query({
    path: `${SUBSCRIPTION}/:id/$events`,
    summary:
      'The events of a FHIR Subscription by their numbers, both included, whether or not they were sent; at most 100',
    capability: 'receiveNotices',
    scope: { name: 'notices.read' },
    form: FHIR_FORM,
    about: 'PLAT-14',
    person: () => null,
    of: { on: endpoint },
    queryParameters: {
      ...FORMAT,
      eventsSinceNumber: { ...NUMBER, description: 'The first; by default the first since the Subscription began' },
      eventsUntilNumber: { ...NUMBER, description: 'The last; by default the last that there is' },
      content: { ...codes('empty', 'id-only'), description: '`empty`: without what an event is about' },
    },
    answer: async (ask) => eventsBundle(ask),
  }),
];

async function statusBundle(ask: RequestContext): Promise<Bundle<Parameters>> {
  const { id: subscriptionId, state } = await subscriptionState(ask);
  const base = fhirBase(ask.publicUrl);
  const resource = statusParameters({
    id: uuidV5(ask.commandId, 'status'),
    ...{ base, subscriptionId, type: 'query-status' },
    standing: await standing(ask, subscriptionId, state),
    reached: await sequenceFor(ask, state.providerId).head(),
  });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [{ fullUrl: `urn:uuid:${resource.id}`, resource, search: { mode: 'match' } }],
  };
}

/** The same places, looked at again, as the feed of the provider has. */
async function eventsBundle(ask: RequestContext) {
  const { id: subscriptionId, state } = await subscriptionState(ask);
  const { eventsSinceNumber, eventsUntilNumber, content } = ask.query;
  const sequence = sequenceFor(ask, state.providerId);
  const head = await sequence.head();
  const since = Number(eventsSinceNumber ?? state.after + 1);
  const until = Math.min(Number(eventsUntilNumber ?? head), head);
  if (eventsUntilNumber !== undefined && Number(eventsUntilNumber) < since)
    malformed(queryFault('eventsUntilNumber', 'conflict', 'lies before the first that is asked for'));
  const first = Math.max(since, 1);
  const places = await sequence.after(first - 1, Math.min(Math.max(until - first + 1, 0), MOST_EVENTS));
  const shown = new Set<string>();
  const events: Parameter[] = [];
  for (const place of places) {
    const { item, personId } = await feedItem(ask, state.providerId, place);
    events.push(notificationEvent(item.event, content === 'empty' ? 'empty' : 'id-only'));
    if (personId !== undefined) shown.add(personId);
  }
  const body = queriedEvents({
    ...{ base: fhirBase(ask.publicUrl), subscriptionId, id: ask.commandId, at: ask.now },
    standing: await standing(ask, subscriptionId, state),
    reached: head,
    events,
  });
  return { body, shown: [...shown] };
}
