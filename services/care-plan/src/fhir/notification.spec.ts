import type { Parameter } from './resources.js';
import { NOTICE_TYPES } from '@carethread/contracts';
import { noticeOf, withheldNotice } from '../notices/notice.js';
import type { NoticePlace } from '../notices/notice-place.js';
import { eventNotification, handshake, heartbeat, notificationEvent, queriedEvents } from './notification.js';
import { faultsOf } from './testing/fhir-schema.js';

const AT = '2026-03-02T09:00:00.000Z';
const SOURCE = 'https://record.example/care-plan';
const BASE = `${SOURCE}/fhir`;
const SUBSCRIPTION = '00000000-0000-4000-8000-0000000000e1';
const PLAN = '00000000-0000-4000-8000-0000000000a1';
const of = { base: BASE, subscriptionId: SUBSCRIPTION };
const message = { ...of, id: '00000000-0000-5000-8000-000000000001', at: AT, reached: 41 };
const place = (more: Partial<NoticePlace> = {}): NoticePlace => ({
  ...{ seq: 42, kind: 'changed', subscriptionId: 'S1', position: 7, at: AT },
  eventId: '00000000-0000-5000-8000-000000000002',
  change: { noticeNo: 4, planId: PLAN, versionNo: 2, urgent: true },
  ...more,
});
const named = (parameters: readonly Parameter[] | undefined, name: string): readonly Parameter[] =>
  (parameters ?? []).filter((one) => one.name === name);

/** The slices of the profile backport-subscription-status-r4: how often, and with which value. */
const SLICES: readonly (readonly [name: string, least: number, most: number, value: keyof Parameter])[] = [
  ['subscription', 1, 1, 'valueReference'],
  ['topic', 0, 1, 'valueCanonical'],
  ['status', 1, 1, 'valueCode'],
  ['type', 1, 1, 'valueCode'],
  ['events-since-subscription-start', 0, 1, 'valueString'],
  ['notification-event', 0, Infinity, 'part'],
];
const PARTS: readonly (readonly [name: string, least: number, most: number, value: keyof Parameter])[] = [
  ['event-number', 1, 1, 'valueString'],
  ['timestamp', 0, 1, 'valueInstant'],
  ['focus', 0, 1, 'valueReference'],
  ['additional-context', 0, Infinity, 'valueReference'],
];

function fits(parameters: readonly Parameter[], slices: typeof SLICES): void {
  for (const [name, least, most, value] of slices) {
    const found = named(parameters, name);
    expect([name, found.length >= least && found.length <= most]).toEqual([name, true]);
    for (const one of found) expect(one).toHaveProperty(value);
  }
}

describe('Bundles to FHIR clients', () => {
  const notice = noticeOf(place(), SOURCE);
  const bundles = {
    handshake: handshake({ ...message, challenge: 'synthetic-challenge' }),
    heartbeat: heartbeat(message),
    event: eventNotification(of, notice),
    queried: queriedEvents({
      ...message,
      standing: { status: 'error', error: { code: 'gone', says: 'It is gone' } },
      events: [notificationEvent(notice), notificationEvent(withheldNotice(place({ seq: 43 }), SOURCE))],
    }),
  };

  it.each(Object.entries(bundles))(
    'PLAT-13: a %s is valid by FHIR R4 and by the profiles of the guide',
    (_, bundle) => {
      expect(faultsOf(bundle)).toEqual([]);
      expect(bundle.type).toBe('history');
      const [entry] = bundle.entry ?? [];
      expect(entry?.request).toEqual({ method: 'GET', url: `${BASE}/Subscription/${SUBSCRIPTION}/$status` });
      expect(entry?.fullUrl).toBe(`urn:uuid:${entry?.resource.id}`);
      const parameters = entry?.resource.parameter ?? [];
      fits(parameters, SLICES);
      for (const { part = [] } of named(parameters, 'notification-event')) fits(part, PARTS);
      expect(named(parameters, 'topic')[0]?.valueCanonical).toBe(`${BASE}/SubscriptionTopic/care-plan-changed`);
    },
  );

  it('is found invalid where it is', () => {
    expect(faultsOf({ ...bundles.event, type: 'news' })).not.toEqual([]);
    expect(faultsOf({ ...bundles.event, notice: 1 })).not.toEqual([]);
    expect(faultsOf({ resourceType: 'Subscription', status: 'requested' })).not.toEqual([]);
  });

  it('PLAT-13: a handshake holds what its receiver sends back, and no event', () => {
    const { identifier, entry } = bundles.handshake;
    expect(identifier).toEqual({ system: `${BASE}/handshake`, value: 'synthetic-challenge' });
    const parameters = entry?.[0]?.resource.parameter;
    expect(named(parameters, 'type')[0]?.valueCode).toBe('handshake');
    expect(named(parameters, 'status')[0]?.valueCode).toBe('requested');
    expect(named(parameters, 'notification-event')).toEqual([]);
    expect(named(bundles.heartbeat.entry?.[0]?.resource.parameter, 'events-since-subscription-start')[0]).toEqual({
      name: 'events-since-subscription-start',
      valueString: '41',
    });
  });

  it('PLAT-14: an event has the number of its place, and refers to the version and to the subscription, and to nobody', () => {
    expect(bundles.event.id).toBe(notice.id);
    const parameters = bundles.event.entry?.[0]?.resource.parameter;
    expect(named(parameters, 'events-since-subscription-start')[0]?.valueString).toBe('42');
    expect(named(parameters, 'notification-event')).toEqual([
      {
        name: 'notification-event',
        part: [
          { name: 'event-number', valueString: '42' },
          { name: 'timestamp', valueInstant: AT },
          { name: 'notice-id', valueString: notice.id },
          { name: 'notice-type', valueCode: NOTICE_TYPES.changed },
          { name: 'urgent', valueBoolean: true },
          { name: 'focus', valueReference: { reference: `${SOURCE}/plans/${PLAN}/versions/2`, type: 'CarePlan' } },
          { name: 'additional-context', valueReference: { reference: `${SOURCE}/subscriptions/S1` } },
        ],
      },
    ]);
  });

  const names = (parameter: Parameter): readonly string[] => (parameter.part ?? []).map(({ name }) => name);

  it('PLAT-13: one that is withheld says its number and nothing of what it was', () => {
    const withheld = names(notificationEvent(withheldNotice(place(), SOURCE)));
    expect(withheld).toEqual(['event-number', 'timestamp', 'notice-id', 'notice-type']);
  });

  it('a change of whom the subscriber serves has no focus; a plan without a version is its own', () => {
    const started = noticeOf(place({ kind: 'started' }), SOURCE);
    expect(names(notificationEvent(started))).toEqual([
      ...['event-number', 'timestamp', 'notice-id', 'notice-type', 'additional-context'],
    ]);
    const first = noticeOf(place({ change: { noticeNo: 1, planId: PLAN, versionNo: 0, urgent: true } }), SOURCE);
    expect(named(notificationEvent(first).part, 'focus')[0]?.valueReference).toEqual({
      reference: `${SOURCE}/plans/${PLAN}`,
      type: 'CarePlan',
    });
  });

  it('without content an event is a number', () => {
    expect(names(notificationEvent(notice, 'empty'))).not.toContain('focus');
    expect(names(notificationEvent(notice, 'empty'))).not.toContain('additional-context');
  });
});
