import { NOTICE_EXAMPLES, NOTICE_SCHEMAS } from '@carethread/contracts';
import { uuidV5 } from '@carethread/ledger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { noticeOf, noticeSource, noticeText, withheldNotice } from './notice.js';
import type { NoticePlace } from './notice-place.js';

const place: NoticePlace = {
  seq: 42,
  kind: 'changed',
  subscriptionId: '00000000-0000-4000-8000-0000000000b1',
  eventId: '00000000-0000-4000-8000-0000000000e1',
  at: '2026-01-15T12:00:00.000Z',
  position: 7,
  change: { noticeNo: 4, planId: '00000000-0000-4000-8000-0000000000f1', versionNo: 2, urgent: true },
};
const source = noticeSource('https://record.example/');

describe('a notice', () => {
  it('PLAT-13: is a CloudEvent of ids and numbers, in one order of members and in at most a kilobyte', () => {
    const text = noticeText(noticeOf(place, source));
    expect(text).toBe(
      '{"data":{"noticeNo":4,"planId":"00000000-0000-4000-8000-0000000000f1","urgent":true,"versionNo":2},' +
        '"datacontenttype":"application/json",' +
        `"id":"${uuidV5(place.eventId, 'notice')}","sequence":"0000000000000042",` +
        '"source":"https://record.example/care-plan","specversion":"1.0",' +
        '"subject":"subscriptions/00000000-0000-4000-8000-0000000000b1","time":"2026-01-15T12:00:00.000Z",' +
        '"type":"care-plan.plan-changed.v1"}',
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_024);
    expect(noticeSource(undefined)).toBe('/care-plan');
  });

  it('withheld has the same id, place and instant, and nothing else of it', () => {
    const sent = noticeOf(place, source);
    const { type, data, ...head } = withheldNotice(place, source);
    expect([type, data]).toEqual(['care-plan.notice-withheld.v1', { withheld: true }]);
    expect(sent).toMatchObject(head);
    expect(head).not.toHaveProperty('subject');
  });

  it('tells of the start and of the end of a subscription by its subject', () => {
    const { change: _, ...rest } = place;
    expect(noticeOf({ ...rest, kind: 'started' }, source)).toMatchObject({
      type: 'care-plan.subscription-started.v1',
      data: {},
    });
    expect(noticeOf({ ...rest, kind: 'ended' }, source).type).toBe('care-plan.subscription-ended.v1');
  });

  it('PLAT-12: is what the published document says of each type, members and all', () => {
    const { change: _, ...rest } = place;
    const made = [
      noticeOf(place, source),
      noticeOf({ ...rest, kind: 'started' }, source),
      noticeOf({ ...rest, kind: 'ended' }, source),
      withheldNotice(place, source),
    ];
    expect(made.map(({ type }) => type).sort()).toEqual(Object.keys(NOTICE_SCHEMAS).sort());
    for (const notice of made) {
      const sent: unknown = JSON.parse(noticeText(notice));
      const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(NOTICE_SCHEMAS[notice.type] ?? {});
      expect([notice.type, fits(sent), fits.errors]).toEqual([notice.type, true, null]);
      // What the document shows is written as it is sent.
      expect(Object.keys(Object(sent))).toEqual(Object.keys(NOTICE_EXAMPLES[notice.type] ?? {}));
    }
  });
});
