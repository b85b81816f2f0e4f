import { uuidV5 } from '@carethread/ledger';
import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { subscriptionList } from './subscription-list.js';

const { personId, recordedAt } = specMeta;
const id = (nth: number): string => `00000000-0000-4000-8000-00000000000${nth}`;
const event = (one: SubscriptionEvent, revision: number) =>
  recorded<SubscriptionEvent>(one, {
    stream: 'subscription-S',
    revision,
    id: id(revision),
    position: 100 + revision,
  });
const started = event({ type: 'SubscriptionStarted', payload: { providerId: 'HOME' } }, 1);
const notified = (noticeNo: number) =>
  event(
    {
      type: 'ChangeNotified',
      payload: { noticeNo, planId: 'PL', versionNo: 1, changeKind: 'published', causeId: 'c', notifiedAt: recordedAt },
    },
    1 + noticeNo,
  );
const acknowledged = event({ type: 'ChangeAcknowledged', payload: { noticeNo: 1, byUserId: 'M' } }, 4);
const ended = event({ type: 'SubscriptionEnded', payload: { reason: 'serviceEnded' } }, 5);
const listed = (...events: readonly (typeof started)[]) =>
  specifyView(subscriptionList)
    .given(...events)
    .entries(personId ?? '');

describe('the list of subscriptions', () => {
  it('PLAT-12: stands with the provider and the tenant, by when each began', () => {
    const [entry] = listed(started);
    expect(entry).toMatchObject({
      id: 'S',
      order: recordedAt,
      filters: { state: 'active', providerId: 'HOME', waiting: 'false' },
    });
    expect(entry?.scopes).toEqual(expect.arrayContaining([{ of: 'tenant' }, { of: 'organisation', id: 'HOME' }]));
  });

  it('PLAT-13: says which notices wait to be acknowledged, by number, id and place in the log', () => {
    const notice = (noticeNo: number) => ({
      noticeNo,
      noticeId: uuidV5(id(1 + noticeNo), 'notice'),
      position: 101 + noticeNo,
    });
    expect(listed(started, notified(1), notified(2))[0]).toMatchObject({
      filters: { waiting: 'true' },
      body: { waiting: [notice(1), notice(2)] },
    });
    expect(listed(started, notified(1), notified(2), acknowledged)[0]).toMatchObject({
      body: { waiting: [notice(2)], revision: 4 },
    });
    expect(listed(started, notified(1), acknowledged)[0]?.filters).toMatchObject({ waiting: 'false' });
  });

  it('says that one is over', () => {
    expect(listed(started, ended)[0]).toMatchObject({ filters: { state: 'ended' } });
  });
});
