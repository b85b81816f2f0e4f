import { viewOf } from '@carethread/runtime';
import type { OrganisationEvent } from '../domain/organisation/events.js';

/** An organisation of a tenant, to choose from: configuration, and about nobody. */
export interface KnownOrganisation {
  readonly tenantId: string;
  /** When it was set first: a list of them grows at its end. */
  readonly since: string;
  readonly organisation: OrganisationEvent['payload'];
}

export const organisations = viewOf<KnownOrganisation, OrganisationEvent>()({
  name: 'organisations',
  version: 1,
  indexes: ['tenantId', 'kind', 'since'],
  index: ({ tenantId, since, organisation: { kind } }) => ({ tenantId, kind, since }),
  on: {
    OrganisationSet: {
      key: ({ meta: { stream } }) => stream.slice('organisation-'.length),
      fold: (known, { data, meta: { tenantId, recordedAt } }) => ({
        tenantId,
        since: known?.since ?? recordedAt,
        organisation: data,
      }),
    },
  },
});
