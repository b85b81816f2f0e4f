import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleFollowUpWhenConsentRestored } from './schedule-follow-up-when-consent-restored.js';
import { MESSAGE, NOW } from './testing/knowing.js';

it('SCOT-094: consent that is given again is followed up', async () => {
  await specifyPolicy(scheduleFollowUpWhenConsentRestored)
    .hears(published('consent.care-consent-restored.v1', { planId: 'PL', scope: 'whole' }))
    .sends(send(schedule, 'PL', { type: 'FollowUp', kind: 'changeOfMindReview', arisenAt: NOW, name: MESSAGE }));
});
