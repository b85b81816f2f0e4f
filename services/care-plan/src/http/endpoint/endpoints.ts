import { heldBy } from '@carethread/event-sourcing';
import { codes, commandOn, listOver, readOn, type Route } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import { ENDPOINT_KINDS } from '../../domain/endpoint/state.js';
import { endpointList } from '../../views/endpoint-list.js';
import { EN } from './path.js';
import { shownEndpoint } from './shown-endpoint.js';

export const endpointRoutes: readonly Route[] = [
  listOver({
    path: EN,
    summary: 'The endpoints of the caller’s organisation; of everybody, for whoever runs or audits the installation',
    capability: 'readEndpoints',
    scope: { name: 'endpoints.manage' },
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
    capability: 'readEndpoints',
    scope: { name: 'endpoints.manage' },
    sees: isThere,
    show: (state, { id }, ask) => shownEndpoint(state, id, ask),
  }),
  commandOn(endpoint)({
    method: 'DELETE',
    path: `${EN}/:id`,
    summary: 'Remove an endpoint: nothing is sent there any more',
    capability: 'manageEndpoints',
    scope: { name: 'endpoints.manage' },
    ifMatch: 'none',
    command: () => ({ type: 'RemoveEndpoint' }),
  }),
];

/** A removed endpoint is answered like one that never was. */
export function isThere(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'state' in state && state.state !== 'removed';
}
