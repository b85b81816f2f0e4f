import { viewOf } from '@carethread/runtime';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import type { SigningKey } from '../domain/endpoint/state.js';

/** The keys that sign what one organisation is sent, oldest first: the same for all of its endpoints. */
export interface OrganisationKeys {
  readonly tenantId: string;
  readonly organisationId: string;
  readonly keys: readonly SigningKey[];
}

/** Two tenants may name the same organisation. */
export const webhookKeysKey = (tenantId: string, organisationId: string): string => `${tenantId}/${organisationId}`;

type Keyed = {
  readonly data: { readonly providerId: string };
  readonly meta: { readonly tenantId: string; readonly recordedAt: string };
};
const keyOf = ({ data, meta }: Keyed): string => webhookKeysKey(meta.tenantId, data.providerId);

function withKey(
  doc: OrganisationKeys | undefined,
  { data, meta }: Keyed & { readonly data: { readonly keyId: string } },
): OrganisationKeys {
  const { keys = [] } = doc ?? {};
  if (doc !== undefined && keys.some(({ keyId }) => keyId === data.keyId)) return doc;
  return {
    tenantId: meta.tenantId,
    organisationId: data.providerId,
    keys: [...keys, { keyId: data.keyId, since: meta.recordedAt }],
  };
}

/** Which keys sign for whom: ids and instants; the key store holds the keys. */
export const webhookKeys = viewOf<OrganisationKeys, EndpointEvent>()({
  name: 'webhookKeys',
  version: 1,
  indexes: ['organisationId'],
  index: ({ organisationId }) => ({ organisationId }),
  on: {
    EndpointRegistered: { key: keyOf, fold: withKey },
    EndpointKeyRotated: { key: keyOf, fold: withKey },
  },
});
