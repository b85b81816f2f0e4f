import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '@carethread/runtime/testing';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { namedCoordinators } from './named-coordinators.js';

const { tenantId, recordedAt: at } = specMeta;
const opened = recorded<CpaCaseEvent>({
  type: 'CpaCaseOpened',
  payload: {
    ...{ caseId: 'C', acceptedOn: '2026-03-02', teamId: 'W', teamSetting: 'community', regionCode: 'R1' },
    ...{ coordinatorId: 'CC1', user: 'pseudonym-1', level: 'undecided' },
  },
});
const reallocated = recorded<CpaCaseEvent>({
  type: 'CareCoordinatorReallocated',
  payload: { caseId: 'C', fromUserId: 'CC1', toUserId: 'CC2', user: 'pseudonym-2', at, interim: false },
});

it('CPA-44: keeps each co-ordinator whom a case names or named', () => {
  const view = specifyView(namedCoordinators).given(opened, reallocated);
  view.shows('C/pseudonym-1', { caseId: 'C', tenantId, coordinator: 'pseudonym-1' });
  view.shows('C/pseudonym-2', { caseId: 'C', tenantId, coordinator: 'pseudonym-2' });
  view.showsNothing('C/pseudonym-3');
  view.indexes('C/pseudonym-2', { tenantId, coordinator: 'pseudonym-2' });
});
