import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { EndpointEvent } from '../domain/endpoint/events.js';
import { endpointList } from './endpoint-list.js';
import { webhookKeys, webhookKeysKey } from './webhook-keys.js';

const { recordedAt, tenantId } = specMeta;
const URL = 'https://hooks.example/in?token=synthetic';
const event = (one: EndpointEvent, revision: number, at = recordedAt) =>
  recorded<EndpointEvent>(one, { stream: 'endpoint-E', revision, personId: null, recordedAt: at });
const registered = event(
  {
    type: 'EndpointRegistered',
    payload: {
      ...{ providerId: 'HOME', kind: 'webhook', url: URL, sharesSecret: false, types: [], after: 41, keyId: 'K1' },
    },
  },
  1,
);
const verified = event({ type: 'EndpointVerified', payload: { providerId: 'HOME' } }, 2);
const rotated = event({ type: 'EndpointKeyRotated', payload: { providerId: 'HOME', keyId: 'K2' } }, 3);
const removed = event({ type: 'EndpointRemoved', payload: { providerId: 'HOME' } }, 4);

describe('the list of endpoints', () => {
  const entries = (...events: readonly (typeof registered)[]) =>
    specifyView(endpointList)
      .given(...events)
      .entries('E');

  it('PLAT-13: stands with its organisation, by when it was registered, and says how far it has come', () => {
    const [entry] = entries(registered, verified);
    expect(entry).toMatchObject({ order: recordedAt, filters: { state: 'active', kind: 'webhook' } });
    expect(entry?.scopes).toEqual([{ of: 'tenant' }, { of: 'organisation', id: 'HOME' }]);
  });

  it('PLAT-13: never holds the URL, which may hold a secret: what is about no person stands in the clear', () => {
    expect(JSON.stringify(entries(registered, verified, rotated))).not.toContain('hooks.example');
  });

  it('PLAT-13: ends when it is removed', () => {
    expect(entries(registered, verified, removed)).toEqual([]);
  });
});

describe('the keys that sign for an organisation', () => {
  it('PLAT-13: are those of all its endpoints, each once, oldest first', () => {
    const view = specifyView(webhookKeys).given(registered, rotated, registered);
    view.shows(webhookKeysKey(tenantId, 'HOME'), {
      tenantId,
      organisationId: 'HOME',
      keys: [
        { keyId: 'K1', since: recordedAt },
        { keyId: 'K2', since: recordedAt },
      ],
    });
  });
});
