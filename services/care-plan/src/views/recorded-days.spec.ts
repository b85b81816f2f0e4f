import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import { recordedDays } from './recorded-days.js';

const { personId, actor } = specMeta;
const written = (organisation: string, revision = 1) =>
  recorded<DailyRecordEvent>(
    {
      type: 'DailyEntryAdded',
      payload: {
        ...{ entryId: `e${revision}`, kind: 'note', text: 'in confidence', format: 'other' },
        ...{ lateEntry: false, withoutConsent: false, warnings: [], by: 'K' },
      },
    },
    {
      ...{ stream: 'dailyRecord-D', revision, occurredAt: '2026-03-02T23:30:00.000Z' },
      actor: { ...actor, organisation },
    },
  );

it('PLAT-24: a day of which something was written stands once with each organisation that wrote', () => {
  const entries = specifyView(recordedDays)
    .given(written('HOME'), written('HOME', 2), written('OTHER', 3))
    .entries('D');
  expect(entries).toEqual([
    {
      id: 'day',
      scopes: [
        { of: 'tenant' },
        { of: 'person', id: personId },
        { of: 'organisation', id: 'HOME' },
        { of: 'organisation', id: 'OTHER' },
      ],
      order: '2026-03-02',
      filters: {},
      body: { personId },
    },
  ]);
});
