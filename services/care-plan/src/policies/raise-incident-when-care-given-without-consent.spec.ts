import { specMeta } from '@carethread/event-sourcing/testing';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import { raiseIncidentWhenCareGivenWithoutConsent } from './raise-incident-when-care-given-without-consent.js';

const added = (withoutConsent: boolean): DailyRecordEvent => ({
  type: 'DailyEntryAdded',
  payload: {
    entryId: 'E',
    kind: 'dailyActivity',
    format: 'diarySheet',
    lateEntry: false,
    withoutConsent,
    warnings: [],
    by: 'K',
  },
});
const actor = { ...specMeta.actor, organisation: 'O' };

it('care given against a withdrawn consent is an incident for the manager; other care is none', async () => {
  await specifyPolicy(raiseIncidentWhenCareGivenWithoutConsent)
    .hears(recorded(added(true), { actor }))
    .sends(
      raiseTask(uuidV5(specMeta.id, 'CARE_WITHOUT_CONSENT'), {
        kind: 'CARE_WITHOUT_CONSENT',
        forRole: 'SM',
        organisationId: 'O',
        subject: { kind: 'staff', id: actor.user },
        ref: { entryId: 'E' },
      }),
    );
  await specifyPolicy(raiseIncidentWhenCareGivenWithoutConsent)
    .hears(recorded(added(false), { actor }))
    .sendsNothing();
});
