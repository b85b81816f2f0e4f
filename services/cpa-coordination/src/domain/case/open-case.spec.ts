import { NO_FACTS } from '../facts.js';
import { allocated, OPENED, opened, regions, spec } from './testing/opened-case.js';

describe('opening a case', () => {
  const command = { type: 'OpenCase', regionCode: 'R1', coordinatorId: 'CC1', teamId: 'T' } as const;

  it('CPA-08, CPA-10: holds the day of acceptance, the team, in community or hospital, and the region', () => {
    const given = { acceptedOn: '2026-01-09', teamId: 'T', teamSetting: 'inpatient', regionCode: 'R1' };
    spec
      .given()
      .when({ ...command, ...given }, regions(OPENED))
      .then({ type: 'CpaCaseOpened', payload: given }, { type: 'CareCoordinatorAllocated' });
    spec
      .given()
      .when(command, regions(OPENED))
      .then(
        { type: 'CpaCaseOpened', payload: { acceptedOn: '2026-01-12', teamSetting: 'community' } },
        { type: 'CareCoordinatorAllocated' },
      );
    const { state } = spec.given(opened, allocated);
    expect(state).toMatchObject({
      state: 'open',
      acceptedOn: '2026-01-12',
      teams: [{ teamId: 'T', teamSetting: 'community', from: OPENED }],
      regions: [{ regionCode: 'R1', from: OPENED }],
    });
    spec.given(opened, allocated).when(command, regions(OPENED)).refused('CASE_EXISTS');
  });

  it('CPA-43: case and named co-ordinator begin in one commit', () => {
    spec
      .given()
      .when(command, regions(OPENED))
      .then(
        { type: 'CpaCaseOpened', payload: { coordinatorId: 'CC1', user: 'pseudonym-CC1', level: 'undecided' } },
        { type: 'CareCoordinatorAllocated', payload: { userId: 'CC1', from: OPENED, interim: false } },
      );
    spec.given().when({ type: 'OpenCase', regionCode: 'R1' }, regions(OPENED)).refused('COORDINATOR_REQUIRED');
  });

  it('CPA-43: nobody whose account has ended is named', () => {
    const gone = regions(OPENED, {}, { 'coordinator-pseudonym-CC1': { deactivatedAt: OPENED } });
    spec.given().when(command, gone).refused('COORDINATOR_REQUIRED', ['deactivated']);
  });

  it('CPA-66: where the region has no levels there is none to decide, and a named person all the same', () => {
    spec
      .given()
      .when(command, regions(OPENED, { R1: [{ scheme: 'communityFramework', from: '2020-01-01' }] }))
      .then({ type: 'CpaCaseOpened', payload: { level: 'notApplicable' } }, { type: 'CareCoordinatorAllocated' });
  });

  it('CPA-62: a scheme that the region has already set for later comes to a case opened before it', () => {
    const periods = [
      { scheme: 'twoLevel', from: '2020-01-01', to: '2026-03-31' },
      { scheme: 'communityFramework', from: '2026-04-01' },
    ];
    spec
      .given()
      .when(command, regions(OPENED, { R1: periods }))
      .then(
        { type: 'CpaCaseOpened' },
        { type: 'CareCoordinatorAllocated' },
        { type: 'CpaLevelReset', payload: { to: 'notApplicable', effectiveFrom: '2026-04-01' } },
      );
  });

  it('refuses a date to come and a person who has died', () => {
    spec
      .given()
      .when({ ...command, acceptedOn: '2026-01-13' }, regions(OPENED))
      .refused('FUTURE_DATE', ['acceptedOn']);
    spec
      .given()
      .when(command, { ...regions(OPENED), facts: { ...NO_FACTS, deceased: true } })
      .refused('STATE_CONFLICT', ['deceased']);
  });
});
