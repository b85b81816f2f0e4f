import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { resumePlanWhenConsentRestored } from './resume-plan-when-consent-restored.js';

const restored = { planId: 'P', scope: 'whole' } as const;

it('C9: resumes what consent withheld, and says from when and how far consent was known', async () => {
  await specifyPolicy(resumePlanWhenConsentRestored)
    .hears(published('consent.care-consent-restored.v1', restored))
    .sends(send(carePlan, 'P', { type: 'ResumePlan', scope: 'whole', cause: 'consent' }));
  await specifyPolicy(resumePlanWhenConsentRestored)
    .hears(
      published('consent.care-consent-restored.v1', {
        ...restored,
        restoredAt: '2026-03-02T09:00:00.000Z',
        withdrawalsKnown: 1,
      }),
    )
    .sends(
      send(carePlan, 'P', {
        type: 'ResumePlan',
        scope: 'whole',
        cause: 'consent',
        from: '2026-03-02T09:00:00.000Z',
        withdrawalsKnown: 1,
      }),
    );
});
