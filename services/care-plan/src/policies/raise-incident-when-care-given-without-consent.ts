import { policyOn } from '@carethread/runtime';
import type { DailyRecordEvent } from '../domain/daily-record/events.js';
import { raisePrompt, serviceManagerOf } from './prompts.js';

/** Care given against a withdrawn consent is recorded truly, and the manager learns of it. */
export const raiseIncidentWhenCareGivenWithoutConsent = policyOn<DailyRecordEvent>()({
  name: 'raise-incident-when-care-given-without-consent',
  when: ['DailyEntryAdded'],
  then: ({ id, data, meta: { actor } }) =>
    data.withoutConsent === true
      ? [
          raisePrompt(
            id,
            'CARE_WITHOUT_CONSENT',
            { ...serviceManagerOf(actor.organisation), subject: { kind: 'staff', id: actor.user } },
            { entryId: data.entryId },
          ),
        ]
      : [],
});
