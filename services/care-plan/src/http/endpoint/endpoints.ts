import { heldBy } from '@carethread/event-sourcing';
import { codes, commandOn, listOver, readOn, type Route } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import { ENDPOINT_KINDS } from '../../domain/endpoint/state.js';
import { endpointList } from '../../views/endpoint-list.js';
import { isThere, MANAGED, READ } from './managed.js';
import { EN } from './path.js';
import { shownEndpoint } from './shown-endpoint.js';

export const endpointRoutes: readonly Route[] = [
  listOver({
    path: EN,
    summary: 'The endpoints of the caller’s organisation; of everybody, for whoever runs or audits the installation',
    ...READ,
    about: 'PLAT-13',
    entries: {
      view: endpointList,
      filters: { state: codes('unverified', 'active', 'paused', 'disabled'), kind: codes(...ENDPOINT_KINDS) },
      holder: ({ state: { providerId } }) => heldBy(providerId),
      item: async ({ id, revision, etag, state }, ask) => ({
        id,
        revision,
        etag: `"${etag}"`,
        ...(await shownEndpoint(state, id, ask)),
      }),
    },
  }),
  readOn(endpoint)({
    path: `${EN}/:id`,
    summary: 'An endpoint',
    ...READ,
    sees: isThere,
    show: (state, { id }, ask) => shownEndpoint(state, id, ask),
  }),
  commandOn(endpoint)({
    method: 'DELETE',
    path: `${EN}/:id`,
    summary: 'Remove an endpoint: nothing is sent there any more',
    ...MANAGED,
    ifMatch: 'none',
    command: () => ({ type: 'RemoveEndpoint' }),
  }),
];
