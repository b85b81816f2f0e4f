import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { GOES_WITH_CASE, overdue } from './overdue.js';

const { tenantId, personId, recordedAt: dueAt } = specMeta;
const about = { obligationId: 'B', planId: 'PL', kind: 'cpaReview' };
const missed = (planKind: string) =>
  recorded<ScheduleEvent>({
    type: 'ObligationMissed',
    payload: { ...about, dueAt, detectedAt: dueAt, organisationId: 'O', planKind },
  });
const met = recorded<ScheduleEvent>({
  type: 'ObligationMet',
  payload: { ...about, evidenceRef: 'R', metAt: dueAt, late: true },
});
const cancelled = recorded<ScheduleEvent>({ type: 'ObligationCancelled', payload: { ...about, reason: 'deceased' } });

it('shows what was missed, in ids, kinds and dates, until it is met or cancelled', () => {
  specifyView(overdue)
    .given(missed('provider'))
    .shows('B', { ...about, dueAt, organisationId: 'O', planKind: 'provider', personId, tenantId });
  for (const end of [met, cancelled]) specifyView(overdue).given(missed('provider'), end).showsNothing('B');
});

it('R18: is found with the organisation that holds the plan; under a CPA plan, which goes with its case, with none', () => {
  for (const planKind of ['provider', 'localAuthority'])
    specifyView(overdue).given(missed(planKind)).indexes('B', { tenantId, heldBy: 'O', dueAt });
  specifyView(overdue).given(missed('cpa')).indexes('B', { tenantId, heldBy: GOES_WITH_CASE, dueAt });
});
