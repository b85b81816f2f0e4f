import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { webhookKeys, webhookKeysKey } from './webhook-keys.js';

const rotated = (keyId: string): EndpointEvent => ({
  type: 'EndpointKeyRotated',
  payload: { providerId: 'HOME', keyId },
});

it('an organisation’s keys are kept in the order in which they were made, each once', () => {
  const { tenantId, recordedAt: since } = specMeta;
  const view = specifyView(webhookKeys).given(...['k1', 'k2', 'k1'].map((keyId) => recorded(rotated(keyId))));
  const key = webhookKeysKey(tenantId, 'HOME');
  const keys = ['k1', 'k2'].map((keyId) => ({ keyId, since }));
  view.shows(key, { tenantId, organisationId: 'HOME', keys });
  view.indexes(key, { organisationId: 'HOME' });
  view.showsNothing(webhookKeysKey('another tenant', 'HOME'));
});
