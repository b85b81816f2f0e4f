import { specify } from '@carethread/event-sourcing/testing';
import { coordinator } from './coordinator.js';

const spec = specify(coordinator);

describe('a care co-ordinator’s account', () => {
  it('CPA-44: is not ended while a case names this co-ordinator', () => {
    spec
      .given()
      .when({ type: 'DeactivateCoordinator', openCases: ['case-1', 'case-2'] })
      .refused('COORDINATOR_HAS_OPEN_CASES', ['case-1', 'case-2']);
  });

  it('ends once, and says when', () => {
    spec
      .given()
      .when({ type: 'DeactivateCoordinator', openCases: [], reason: 'left' }, { now: '2026-07-01T09:00:00.000Z' })
      .then({ type: 'CoordinatorDeactivated', payload: { at: '2026-07-01T09:00:00.000Z', reason: 'left' } });
    spec
      .given({ type: 'CoordinatorDeactivated', payload: { at: '2026-07-01T09:00:00.000Z', by: 'TM1' } })
      .when({ type: 'DeactivateCoordinator', openCases: [] })
      .nothing();
  });
});
