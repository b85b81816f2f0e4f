import { justAfter } from '@carethread/calendar';
import { teamAt } from './in-force.js';
import { allocated, opened, regions, spec } from './testing/opened-case.js';

describe('another team', () => {
  const NOW = '2026-02-02T09:00:00.000Z';

  it('CPA-10: takes the case on, which stays open; where it was before is kept', () => {
    const move = { type: 'MoveTeam', teamId: 'W', teamSetting: 'inpatient', reason: 'admitted' } as const;
    const payload = { fromTeamId: 'T', toTeamId: 'W', teamSetting: 'inpatient', at: NOW, reason: 'admitted' };
    spec.given(opened, allocated).when(move, regions(NOW)).then({ type: 'CpaTeamChanged', payload });
    const moved = spec.given(opened, allocated, {
      type: 'CpaTeamChanged',
      payload: { caseId: 'C', ...payload },
      meta: { effectiveFrom: NOW },
    });
    expect(moved.state.state).not.toBe('closed');
    expect(teamAt(moved.state, '2026-02-02T08:59:59.999Z')).toMatchObject({ teamId: 'T', teamSetting: 'community' });
    expect(teamAt(moved.state, NOW)).toMatchObject({ teamId: 'W', teamSetting: 'inpatient' });
    moved.when(move, regions(NOW)).nothing();
    spec
      .given(opened, allocated)
      .when({ ...move, at: justAfter(NOW) }, regions(NOW))
      .refused('FUTURE_DATE', ['at']);
  });
});
