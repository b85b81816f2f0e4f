import { specMeta } from '@carethread/event-sourcing/testing';
import { erased, recorded, specifyView } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { noticesKey, providerNotices } from './provider-notices.js';

const { tenantId, recordedAt, personId } = specMeta;
const actor = (organisation?: string) => ({
  ...specMeta.actor,
  ...(organisation === undefined ? {} : { organisation }),
});
const about = (id: string, organisation: string | undefined, subscription = 'S1') => ({
  id,
  stream: `subscription-${subscription}`,
  actor: actor(organisation),
});
const started = (id: string, organisation?: string) =>
  recorded<SubscriptionEvent>(
    { type: 'SubscriptionStarted', payload: { providerId: 'HOME' } },
    about(id, organisation),
  );
const notified = (id: string, organisation?: string, changeKind = 'published') =>
  recorded<SubscriptionEvent>(
    {
      type: 'ChangeNotified',
      payload: { noticeNo: 1, planId: 'PL', versionNo: 2, changeKind, causeId: 'c', notifiedAt: recordedAt },
    },
    about(id, organisation),
  );
const ended = (id: string, organisation?: string) =>
  recorded<SubscriptionEvent>(
    { type: 'SubscriptionEnded', payload: { reason: 'serviceEnded' } },
    about(id, organisation),
  );
const places = (...events: readonly (ReturnType<typeof started> | ReturnType<typeof erased>)[]) =>
  specifyView(providerNotices)
    .given(...events)
    .appended();

describe('the sequence of an organisation’s notices', () => {
  it('PLAT-12: has a place for each start, change and end, in the order of the log', () => {
    const found = places(started('e1', 'HOME'), notified('e2', 'HOME'), ended('e3', 'HOME'));
    expect(found.map(({ order, body }) => [order, body])).toEqual([
      [
        '0000000000000001',
        { seq: 1, kind: 'started', subscriptionId: 'S1', eventId: 'e1', at: recordedAt, position: 1 },
      ],
      [
        '0000000000000002',
        {
          ...{ seq: 2, kind: 'changed', subscriptionId: 'S1', eventId: 'e2', at: recordedAt, position: 1 },
          change: { noticeNo: 1, planId: 'PL', versionNo: 2, urgent: false },
        },
      ],
      ['0000000000000003', { seq: 3, kind: 'ended', subscriptionId: 'S1', eventId: 'e3', at: recordedAt, position: 1 }],
    ]);
    expect(found.map(({ scopes }) => scopes)).toEqual(Array(3).fill([{ of: 'organisation', id: 'HOME' }]));
  });

  it('PLAT-14: is numbered for each organisation alone', () => {
    const found = places(started('e1', 'HOME'), started('e2', 'CARE'), notified('e3', 'HOME'), notified('e4', 'CARE'));
    expect(found.map(({ scopes, id }) => [scopes[0], Number(id)])).toEqual([
      [{ of: 'organisation', id: 'HOME' }, 1],
      [{ of: 'organisation', id: 'CARE' }, 1],
      [{ of: 'organisation', id: 'HOME' }, 2],
      [{ of: 'organisation', id: 'CARE' }, 2],
    ]);
    specifyView(providerNotices).given(started('e1', 'HOME')).showsNothing(noticesKey('another tenant', 'HOME'));
  });

  it('keeps the same numbers where a key was destroyed: the place stays, and says nothing', () => {
    const before = places(started('e1', 'HOME'), notified('e2', 'HOME'), notified('e3', 'HOME'));
    const after = places(
      erased('SubscriptionStarted', about('e1', 'HOME')),
      erased('ChangeNotified', about('e2', 'HOME')),
      notified('e3', 'HOME'),
    );
    const named = (found: typeof before) => found.map(({ id, body }) => [id, Object(body).eventId]);
    expect(named(after)).toEqual(named(before));
    expect(after[1]?.body).not.toHaveProperty('change');
  });

  it('has no place for what was stored before notices said whose they are', () => {
    expect(places(started('e1'), notified('e2'), notified('e3', 'HOME')).map(({ id }) => Number(id))).toEqual([1]);
  });

  it('PLAT-13: calls urgent whatever is not a new version, and says neither which nor of whom', () => {
    const urgent = (kind: string) => Object(places(notified('e', 'HOME', kind))[0]?.body).change.urgent;
    expect(urgent('published')).toBe(false);
    for (const kind of ['correction', 'suspended', 'resumed', 'closed', 'consentWithdrawn', 'consentRestored'])
      expect(urgent(kind)).toBe(true);
    const text = JSON.stringify(places(notified('e', 'HOME', 'consentWithdrawn')));
    for (const word of ['consent', String(personId), 'changeKind']) expect(text).not.toContain(word);
    expect(noticesKey(tenantId, 'HOME')).toBe(`${tenantId}/HOME`);
  });
});
