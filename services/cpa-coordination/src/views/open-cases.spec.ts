import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { openCases } from './open-cases.js';

const { tenantId, recordedAt: at } = specMeta;
const seen = (event: CpaCaseEvent) => recorded(event);
const opened = seen({
  type: 'CpaCaseOpened',
  payload: {
    ...{ caseId: 'C', acceptedOn: '2026-03-02', teamId: 'W', teamSetting: 'community', regionCode: 'R1' },
    ...{ coordinatorId: 'CC1', user: 'pseudonym-1', level: 'undecided', organisationId: 'T' },
  },
});
const moved = { caseId: 'C', fromTeamId: 'W', toTeamId: 'V', teamSetting: 'inpatient', at };
const shown = { caseId: 'C', tenantId, regionCode: 'R1', coordinator: 'pseudonym-1', organisationId: 'T' };

it('shows an open case by the region that it is in, its co-ordinator and who holds it', () => {
  specifyView(openCases).given(opened).shows('C', shown);
  specifyView(openCases)
    .given(
      opened,
      seen({
        type: 'CareCoordinatorReallocated',
        payload: { caseId: 'C', fromUserId: 'CC1', toUserId: 'CC2', user: 'pseudonym-2', at, interim: false },
      }),
      seen({ type: 'CpaRegionChanged', payload: { caseId: 'C', from: 'R1', to: 'R2', at } }),
      seen({ type: 'CpaTeamChanged', payload: { ...moved, organisationId: 'U' } }),
    )
    .shows('C', { ...shown, coordinator: 'pseudonym-2', regionCode: 'R2', organisationId: 'U' });
});

it('keeps the holder where a team of the same organisation takes the case on', () => {
  specifyView(openCases)
    .given(opened, seen({ type: 'CpaTeamChanged', payload: moved }))
    .shows('C', shown);
});

it('is found by region and by co-ordinator, and shows no case that is closed', () => {
  specifyView(openCases).given(opened).indexes('C', { tenantId, regionCode: 'R1', coordinator: 'pseudonym-1' });
  specifyView(openCases)
    .given(opened, seen({ type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'well' } }))
    .showsNothing('C');
});
