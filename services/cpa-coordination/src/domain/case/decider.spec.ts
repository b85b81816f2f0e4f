import { cpaCase } from './decider.js';
import { NO_FACTS } from '../facts.js';
import { asHandedOver } from './in-force.js';
import { holderOf } from './state.js';
import { allocated, OPENED, opened, type Past, reallocated, regions, spec, TENANT } from './testing/opened-case.js';

describe('who holds a case', () => {
  const NOW = '2026-02-02T09:00:00.000Z';
  const by = (organisation: string) => ({ user: 'u', role: 'TM', organisation });
  const actor = {
    ...{ userId: 'TM1', user: 'u', role: 'TM', roles: ['TM'], organisationId: 'O1' },
    ...{ serviceIds: [], qualifications: [] },
  };
  const held: Past = { ...opened, payload: { ...opened.payload, organisationId: 'O1' } };
  const known = {
    subjects: {
      O2: { ...NO_FACTS, organisation: TENANT, organisationKind: 'trust' },
      O8: { ...NO_FACTS, organisation: TENANT, organisationKind: 'provider' },
      O9: { ...NO_FACTS, organisation: 'other', organisationKind: 'trust' },
    },
  };

  it('R18: the organisation of the token that opened it', () => {
    const command = { type: 'OpenCase', regionCode: 'R1', coordinatorId: 'CC1', teamId: 'T' } as const;
    spec
      .given()
      .when(command, { ...regions(OPENED), actor })
      .then({ type: 'CpaCaseOpened', payload: { organisationId: 'O1' } }, { type: 'CareCoordinatorAllocated' });
    expect(holderOf(spec.given(held, allocated).state)).toBe('O1');
  });

  it('R18: of a case stored before that was kept, the organisation of whoever opened it; with none, nobody', () => {
    const before: Past = { ...opened, meta: { effectiveFrom: OPENED, actor: by('O3') } };
    expect(holderOf(spec.given(before, allocated).state)).toBe('O3');
    const moved: Past = {
      type: 'CpaTeamChanged',
      payload: { caseId: 'C', fromTeamId: 'T', toTeamId: 'W', teamSetting: 'community', at: NOW },
      meta: { effectiveFrom: NOW, actor: by('O4') },
    };
    expect(holderOf(spec.given(before, allocated, moved).state)).toBe('O3');
    expect(holderOf(spec.given(opened, allocated).state)).toBeUndefined();
  });

  it('R18: a move keeps the holder, unless it names another trust of the tenant', () => {
    const move = { type: 'MoveTeam', teamId: 'W' } as const;
    const given = spec.given(held, allocated);
    given.when(move, regions(NOW)).then({ type: 'CpaTeamChanged', payload: { organisationId: 'O1', toTeamId: 'W' } });
    const other = { ...move, organisationId: 'O2' };
    given
      .when(other, { ...regions(NOW), ...known })
      .then({ type: 'CpaTeamChanged', payload: { organisationId: 'O2' } });
    for (const organisationId of ['O8', 'O9', 'O0'])
      given
        .when({ ...move, organisationId }, { ...regions(NOW), subjects: { O0: NO_FACTS, ...known.subjects } })
        .refused('REFERENCE_NOT_FOUND', ['organisationId']);
    const moved: Past = {
      type: 'CpaTeamChanged',
      payload: {
        ...{ caseId: 'C', fromTeamId: 'T', toTeamId: 'W', teamSetting: 'community', at: NOW },
        organisationId: 'O2',
      },
      meta: { effectiveFrom: NOW },
    };
    const after = spec.given(held, allocated, moved);
    expect(holderOf(after.state)).toBe('O2');
    // CPA-43: whoever co-ordinated is of the trust that it left; the other names its own within five working days.
    expect(after.state.obligations).toMatchObject([
      { kind: 'interimCoordinator', trigger: NOW, dueAt: '2026-02-09T23:59:59.999Z', status: 'open' },
    ]);
    expect(spec.given(held, allocated, moved, reallocated('CC2', NOW)).state.obligations).toMatchObject([
      { kind: 'interimCoordinator', status: 'met' },
    ]);
    after.when(other, { ...regions(NOW), ...known }).nothing();
    after.when({ ...other, organisationId: 'O2', teamId: 'T' }, { ...regions(NOW), ...known }).then({
      type: 'CpaTeamChanged',
      payload: { organisationId: 'O2' },
    });
  });

  it('D23: whom the next organisation names is not shown to the one that handed the case over, at the same instant either', () => {
    const at = '2026-02-02T09:00:00.000Z';
    const moved: Past = {
      type: 'CpaTeamChanged',
      payload: { caseId: 'C', fromTeamId: 'T', toTeamId: 'W', teamSetting: 'community', at, organisationId: 'O2' },
      meta: { effectiveFrom: at },
    };
    const { state } = spec.given(held, allocated, moved, reallocated('CC2', at));
    const named = (by: string) => asHandedOver(state, by).coordinators.map(({ userId }) => userId);
    expect(named('O1')).toEqual(['CC1']);
    expect(named('O2')).toEqual(['CC1', 'CC2']);
  });

  it('R18: the team that takes a case on names a co-ordinator of its own, not the former team’s', () => {
    const at = '2026-02-02T09:00:00.000Z';
    const moved: Past = {
      type: 'CpaTeamChanged',
      payload: { caseId: 'C', fromTeamId: 'T', toTeamId: 'W', teamSetting: 'community', at, organisationId: 'O2' },
      meta: { effectiveFrom: at },
    };
    const later = '2026-02-03T09:00:00.000Z';
    const naming = (toUserId: string) => ({ type: 'ReallocateCoordinator', toUserId }) as const;
    const after = spec.given(held, allocated, moved);
    expect(cpaCase.holder(after.state, { id: 'C' }, 'readCpaCase')).toEqual({
      kind: 'case',
      organisationId: 'O2',
      coordinatorId: 'CC1',
      formerly: ['O1'],
    });
    after.when(naming('CC1'), regions(later)).refused('COORDINATOR_REQUIRED', ['organisation']);
    after.when(naming('CC2'), regions(later)).then({ type: 'CareCoordinatorReallocated' });
    // Where it comes back, so may they; what was stored without an organisation says nothing of them.
    const back: Past = {
      type: 'CpaTeamChanged',
      payload: {
        caseId: 'C',
        fromTeamId: 'W',
        toTeamId: 'T',
        teamSetting: 'community',
        at: later,
        organisationId: 'O1',
      },
      meta: { effectiveFrom: later },
    };
    spec
      .given(held, allocated, moved, reallocated('CC2', at), back)
      .when(naming('CC1'), regions('2026-02-04T09:00:00.000Z'))
      .then({ type: 'CareCoordinatorReallocated' });
    spec.given(opened, allocated, moved, reallocated('CC2', later)).when(naming('CC1'), regions(later)).then({
      type: 'CareCoordinatorReallocated',
    });
  });
});

describe('what a command says of the state it starts from', () => {
  it('is held against the case: another co-ordinator or region than it has is a conflict', () => {
    const given = spec.given(opened, allocated);
    given
      .when({ type: 'ReallocateCoordinator', fromUserId: 'somebody', toUserId: 'CC2' }, regions(OPENED))
      .refused('STATE_CONFLICT', ['fromUserId']);
    given
      .when({ type: 'ReallocateCoordinator', fromUserId: 'CC1', toUserId: 'CC2' }, regions(OPENED))
      .then({ type: 'CareCoordinatorReallocated' });
    given.when({ type: 'MoveRegion', from: 'R9', to: 'R2' }, regions(OPENED)).refused('STATE_CONFLICT', ['from']);
    given
      .when(
        { type: 'MoveRegion', from: 'R1', to: 'R2' },
        regions(OPENED, { R2: [{ scheme: 'walesCtp', from: '2020-01-01' }] }),
      )
      .then({ type: 'CpaRegionChanged' }, { type: 'CpaLevelReset' });
  });
});
