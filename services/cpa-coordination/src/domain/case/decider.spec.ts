import { justAfter } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import fc from 'fast-check';
import { cpaCase } from './decider.js';
import type { CpaCaseEvent } from './events.js';
import { NO_FACTS } from '../facts.js';
import { asHandedOver, coordinatorAt, levelAt, regionAt, teamAt } from './in-force.js';
import { holderOf } from './state.js';
import { regionId } from '../region/decider.js';
import { type SchemePeriod } from '../region/events.js';

const TENANT = '00000000-0000-4000-8000-000000000003';
const spec = specify(cpaCase);
type Past = CpaCaseEvent & {
  readonly meta?: {
    readonly effectiveFrom?: string;
    readonly recordedAt?: string;
    readonly jurisdiction?: string;
    readonly actor?: { readonly user: string; readonly role: string; readonly organisation: string };
  };
};

const OPENED = '2026-01-12T09:00:00.000Z';
const opened: Past = {
  type: 'CpaCaseOpened',
  payload: {
    caseId: 'C',
    acceptedOn: '2026-01-12',
    teamId: 'T',
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: 'CC1',
    user: 'u1',
    level: 'undecided',
  },
  meta: { effectiveFrom: OPENED },
};
const allocated: Past = {
  type: 'CareCoordinatorAllocated',
  payload: { caseId: 'C', userId: 'CC1', from: OPENED, interim: false },
  meta: { effectiveFrom: OPENED },
};
const reallocated = (toUserId: string, at: string, interim = false): Past => ({
  type: 'CareCoordinatorReallocated',
  payload: { caseId: 'C', fromUserId: 'before', toUserId, user: `pseudonym-${toUserId}`, at, interim },
  meta: { effectiveFrom: at, recordedAt: at },
});
const standard: Past = {
  type: 'CpaLevelDecided',
  payload: {
    caseId: 'C',
    from: 'undecided',
    to: 'standard',
    effectiveFrom: '2026-01-13',
    decidedBy: 'CC1',
    rationale: 'synthetic',
    departsFromLeaning: false,
    emergency: false,
  },
  meta: { effectiveFrom: '2026-01-13T00:00:00.000Z' },
};
const regions = (
  now: string,
  schemes: Readonly<Record<string, readonly SchemePeriod[]>> = { R1: [{ scheme: 'twoLevel', from: '2020-01-01' }] },
  more: Readonly<Record<string, unknown>> = {},
) => ({
  now,
  facts: NO_FACTS,
  streams: {
    ...Object.fromEntries(
      Object.entries(schemes).map(([code, periods]) => [`cpaRegion-${regionId(TENANT, code)}`, { code, periods }]),
    ),
    ...more,
  },
});

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

describe('handing a case over', () => {
  const NOW = '2026-06-22T10:00:00.000Z';
  const to = (toUserId: string, more: { readonly at?: string; readonly interim?: boolean } = {}) => ({
    type: 'ReallocateCoordinator' as const,
    toUserId,
    ...more,
  });

  it('CPA-43: one leaves and the other comes at the same instant', () => {
    spec
      .given(opened, allocated)
      .when(to('CC2'), regions(NOW))
      .then({ type: 'CareCoordinatorReallocated', payload: { fromUserId: 'CC1', toUserId: 'CC2', at: NOW } });
    const { state } = spec.given(opened, allocated, reallocated('CC2', NOW));
    expect(coordinatorAt(state, '2026-06-22T09:59:59.999Z')?.userId).toBe('CC1');
    expect(coordinatorAt(state, NOW)?.userId).toBe('CC2');
  });

  it('CPA-43: whatever the hand-overs, exactly one co-ordinator at every instant of an open case', () => {
    const at = fc
      .integer({ min: 0, max: 1_000 })
      .map((minutes) => new Date(Date.parse(OPENED) + minutes * 60_000).toISOString());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('CC1', 'CC2', 'CC3'), at), { maxLength: 12 }),
        at,
        (wishes, instant) => {
          const NOW_LATE = '2026-02-01T00:00:00.000Z';
          const past = wishes.reduce<Past[]>(
            (events, [userId, when]) => {
              const { coordinators } = spec.given(...events).state;
              const refused = when < (coordinators.at(-1)?.from ?? '') || coordinators.at(-1)?.userId === userId;
              if (when < (coordinators.at(-1)?.from ?? '') && coordinators.at(-1)?.userId !== userId)
                spec
                  .given(...events)
                  .when(to(userId, { at: when }), regions(NOW_LATE))
                  .refused('STATE_CONFLICT', ['at']);
              return refused ? events : [...events, reallocated(userId, when)];
            },
            [opened, allocated],
          );
          const { state } = spec.given(...past);
          const holding = state.coordinators.filter(
            ({ from }, index) => from <= instant && instant < (state.coordinators[index + 1]?.from ?? '9999'),
          );
          expect(holding).toEqual([coordinatorAt(state, instant)]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('CPA-44: a successor is named, whose account is in use, and not for a time to come', () => {
    spec.given(opened, allocated).when({ type: 'ReallocateCoordinator' }, regions(NOW)).refused('COORDINATOR_REQUIRED');
    spec
      .given(opened, allocated)
      .when(to('CC2'), regions(NOW, {}, { 'coordinator-pseudonym-CC2': { deactivatedAt: OPENED } }))
      .refused('COORDINATOR_REQUIRED', ['deactivated']);
    spec
      .given(opened, allocated)
      .when(to('CC2', { at: justAfter(NOW) }), regions(NOW))
      .refused('FUTURE_DATE', ['at']);
    spec.given(opened, allocated).when(to('CC1'), regions(NOW)).nothing();
  });

  it('CPA-44: an interim co-ordinator is followed by a permanent one within five working days', () => {
    const interim = reallocated('TM1', '2026-05-01T10:00:00.000Z', true);
    // 2026-05-04 is a bank holiday in England.
    const due = { kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' };
    expect(spec.given(opened, allocated, interim).state.obligations).toMatchObject([{ ...due, status: 'open' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('TM2', '2026-05-06T10:00:00.000Z', true)).state.obligations,
    ).toMatchObject([{ ...due, status: 'open' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('CC2', '2026-05-11T22:59:59.999Z')).state.obligations,
    ).toMatchObject([{ status: 'met' }]);
    expect(
      spec.given(opened, allocated, interim, reallocated('CC2', '2026-05-11T23:00:00.000Z')).state.obligations,
    ).toMatchObject([{ status: 'metLate' }]);
  });

  it('CPA-44: when nobody permanent has come by then, it is missed from the next millisecond', () => {
    const { state } = spec.given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true));
    expect(cpaCase.wakes?.(state)).toEqual([
      {
        at: '2026-05-11T23:00:00.000Z',
        name: 'interimCoordinator',
        command: { type: 'MissObligation', kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' },
      },
    ]);
    const missed = { type: 'MissObligation', kind: 'interimCoordinator', dueAt: '2026-05-11T22:59:59.999Z' } as const;
    spec
      .given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true))
      .when(missed, regions(NOW))
      .then({ type: 'CpaObligationMissed', payload: { kind: 'interimCoordinator' } });
    spec.given(opened, allocated).when(missed, regions(NOW)).nothing();
  });
});

describe('keeping contact', () => {
  const interval: Past = {
    type: 'ContactIntervalSet',
    payload: { interval: 'P7D', expectedBy: '2026-01-19T23:59:59.999Z' },
  };
  const lapsed = (failures: number, expectedBy: string, nextExpectedBy: string): Past => ({
    type: 'ContactLapsed',
    payload: { caseId: 'C', failures, expectedBy, nextExpectedBy },
  });
  const FIRST = '2026-01-19T23:59:59.999Z';
  const SECOND = '2026-01-26T23:59:59.999Z';

  it('CPA-46: the interval is the person’s own, counted from the last contact', () => {
    spec
      .given(opened)
      .when({ type: 'SetContactInterval', interval: 'P7D' }, regions(OPENED))
      .then({ type: 'ContactIntervalSet', payload: { expectedBy: FIRST } });
    spec
      .given(opened, interval)
      .when(
        { type: 'LogContact', outcome: 'spoke', at: '2026-01-16T08:00:00.000Z' },
        regions('2026-01-17T08:00:00.000Z'),
      )
      .then({ type: 'ContactLogged', payload: { outcome: 'spoke', expectedBy: '2026-01-23T23:59:59.999Z' } });
    spec.given(opened).when({ type: 'SetContactInterval', interval: 'weekly' }, regions(OPENED)).refused('MALFORMED');
  });

  it.each(['noReply', 'declined'])('CPA-46: %s is kept, and is no contact', (outcome) => {
    const logged = spec.given(opened, interval, {
      type: 'ContactLogged',
      payload: { contactId: 'X', at: OPENED, outcome, by: 'CC1' },
    });
    expect(logged.state.contacts).toHaveLength(1);
    expect(logged.state.expectation?.expectedBy).toBe(FIRST);
  });

  const missed: Past = {
    type: 'CpaObligationMissed',
    payload: { caseId: 'C', kind: 'contactWithPerson', dueAt: FIRST, detectedAt: FIRST, nextExpectedBy: SECOND },
  };

  it('CPA-47: the first expected contact that passes is a breach, the second running has lapsed, counted on from the day it was expected', () => {
    expect(cpaCase.wakes?.(spec.given(opened, interval).state)).toEqual([
      { at: justAfter(FIRST), name: 'contactWithPerson', command: { type: 'LapseContact', expectedBy: FIRST } },
    ]);
    spec
      .given(opened, interval)
      .when({ type: 'LapseContact', expectedBy: FIRST }, regions('2026-01-22T00:00:00.000Z'))
      .then({
        type: 'CpaObligationMissed',
        payload: {
          kind: 'contactWithPerson',
          dueAt: FIRST,
          detectedAt: '2026-01-22T00:00:00.000Z',
          nextExpectedBy: SECOND,
        },
      });
    spec
      .given(opened, interval, missed)
      .when({ type: 'LapseContact', expectedBy: SECOND }, regions('2026-01-27T00:00:00.000Z'))
      .then({ type: 'ContactLapsed', payload: { failures: 2 } });
    spec
      .given(opened, interval, lapsed(1, FIRST, SECOND))
      .when({ type: 'LapseContact', expectedBy: SECOND }, regions('2026-01-27T00:00:00.000Z'))
      .then({ type: 'ContactLapsed', payload: { failures: 2 } });
    spec
      .given(opened, interval, missed)
      .when({ type: 'LapseContact', expectedBy: FIRST }, regions('2026-01-27T00:00:00.000Z'))
      .nothing();
  });

  it('CPA-47: failures are consecutive: having seen the person ends the count', () => {
    const seen: Past = {
      type: 'ContactLogged',
      payload: {
        contactId: 'X',
        at: '2026-01-21T08:00:00.000Z',
        outcome: 'seen',
        by: 'CC1',
        expectedBy: '2026-01-28T23:59:59.999Z',
      },
    };
    expect(spec.given(opened, interval, lapsed(1, FIRST, SECOND), seen).state.expectation).toEqual({
      interval: 'P7D',
      failures: 0,
      expectedBy: '2026-01-28T23:59:59.999Z',
    });
  });
});

describe('moving', () => {
  const NOW = '2026-07-01T09:00:00.000Z';
  const R2: readonly SchemePeriod[] = [{ scheme: 'communityFramework', from: '2020-01-01' }];
  const R3: readonly SchemePeriod[] = [{ scheme: 'twoLevel', from: '2020-01-01' }];
  const changed: Past = {
    type: 'CpaRegionChanged',
    payload: { caseId: 'C', from: 'R1', to: 'R3', at: NOW },
    meta: { effectiveFrom: NOW },
  };
  const reset: Past = {
    type: 'CpaLevelReset',
    payload: {
      caseId: 'C',
      from: 'standard',
      to: 'undecided',
      effectiveFrom: '2026-07-01',
      cause: 'regionMoved',
      regionCode: 'R3',
    },
    meta: { effectiveFrom: NOW },
  };

  it('CPA-63: a new region asks for a decision within 28 days, or has none to ask for', () => {
    spec
      .given(opened, allocated, standard)
      .when({ type: 'MoveRegion', to: 'R3' }, regions(NOW, { R3 }))
      .then({ type: 'CpaRegionChanged' }, { type: 'CpaLevelReset', payload: { from: 'standard', to: 'undecided' } });
    spec
      .given(opened, allocated, standard)
      .when({ type: 'MoveRegion', to: 'R2' }, regions(NOW, { R2 }))
      .then({ type: 'CpaRegionChanged' }, { type: 'CpaLevelReset', payload: { to: 'notApplicable' } });
    expect(spec.given(opened, allocated, standard, changed, reset).state.obligations).toMatchObject([
      { kind: 'regionLevelDecision', dueAt: '2026-07-29T22:59:59.999Z', status: 'open' },
    ]);
  });

  it('CPA-63: history and co-ordinator stay', () => {
    const { state } = spec.given(opened, allocated, standard, changed, reset);
    expect(state.levels.map(({ level }) => level)).toEqual(['undecided', 'standard', 'undecided']);
    expect([levelAt(state, '2026-06-30T00:00:00.000Z')?.level, regionAt(state, '2026-06-30T00:00:00.000Z')]).toEqual([
      'standard',
      'R1',
    ]);
    expect([levelAt(state, NOW)?.level, regionAt(state, NOW), coordinatorAt(state, NOW)?.userId]).toEqual([
      'undecided',
      'R3',
      'CC1',
    ]);
  });

  it('what the region left behind had set for later does not follow the person', () => {
    const later: Past = {
      type: 'CpaLevelReset',
      payload: {
        caseId: 'C',
        from: 'standard',
        to: 'undecided',
        effectiveFrom: '2026-10-01',
        cause: 'scheme',
        regionCode: 'R1',
      },
      meta: { effectiveFrom: '2026-09-30T23:00:00.000Z' },
    };
    const { state } = spec.given(opened, allocated, standard, later, changed, reset);
    expect(levelAt(state, '2026-12-01T00:00:00.000Z')?.cause).toBe('regionMoved');
    expect(state.levels.filter(({ overtakenAt }) => overtakenAt !== undefined)).toMatchObject([{ cause: 'scheme' }]);
    expect(state.obligations.map(({ status }) => status)).toEqual(['cancelled', 'open']);
  });

  it('CPA-62: a review closed meanwhile brings the decision forward, never back', () => {
    const review = {
      type: 'BringLevelDecisionForward',
      reviewId: 'V',
      heldAt: '2026-07-10T09:00:00.000Z',
      closedAt: '2026-07-13T09:00:00.000Z',
    } as const;
    const moved = spec.given(opened, allocated, standard, changed, reset);
    moved.when(review).then({ type: 'LevelDecisionBroughtForward', payload: { dueAt: '2026-07-13T22:59:59.999Z' } });
    moved.when({ ...review, closedAt: '2026-08-03T09:00:00.000Z' }).nothing();
    moved.when({ ...review, heldAt: '2026-06-30T09:00:00.000Z' }).nothing();
  });
});

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

describe('ending a case', () => {
  const command = {
    type: 'Discharge',
    reason: 'recovered',
    onwardContact: 'practice',
    riskReviewId: 'K',
    planCopyId: 'Y',
  } as const;

  it.each(['reason', 'onwardContact', 'riskReviewId', 'planCopyId'] as const)(
    'CPA-19: no discharge without %s',
    (name) => {
      const { [name]: _, ...incomplete } = command;
      spec.given(opened, allocated).when(incomplete).refused('DISCHARGE_INCOMPLETE', [name]);
    },
  );

  const known = { facts: { ...NO_FACTS, risks: { K: 1 }, cpaPlans: ['PL'], copies: { Y: 'PL', Z: 'provider plan' } } };

  it.each([
    ['a risk that was never concluded', { riskReviewId: 'K9' }, 'riskReviewId'],
    ['a copy that was never issued', { planCopyId: 'Y9' }, 'planCopyId'],
    ['a copy of a plan that is none under CPA', { planCopyId: 'Z' }, 'planCopyId'],
  ])('R27: a discharge does not cite %s', (_, more, member) => {
    spec
      .given(opened, allocated)
      .when({ ...command, ...more }, known)
      .refused('REFERENCE_NOT_FOUND', [member]);
  });

  it.each([
    ['held under the case', '2026-01-12T00:00:00.000Z', true],
    ['held before it was accepted', '2026-01-11T23:59:59.999Z', false],
  ])('R27: the look at the risk may be a review, %s', (_, heldAt, stands) => {
    const reviews = { V: { planId: 'PL', reviewType: 'cpa', outcome: 'noChange', heldAt } };
    const discharged = spec
      .given(opened, allocated)
      .when({ ...command, riskReviewId: 'V' }, { facts: { ...known.facts, reviews } });
    if (stands) discharged.then({ type: 'CpaDischargeDecided' }, { type: 'CpaCaseClosed' });
    else discharged.refused('REFERENCE_NOT_FOUND', ['riskReviewId']);
  });

  it('CPA-19: a complete discharge closes the case, and a closed case takes nothing more', () => {
    spec
      .given(opened, allocated)
      .when(command, known)
      .then({ type: 'CpaDischargeDecided' }, { type: 'CpaCaseClosed', payload: { reason: 'recovered' } });
    const closed: Past = { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'recovered' } };
    spec.given(opened, allocated, closed).when(command).refused('STATE_CONFLICT', ['closed']);
    spec
      .given(opened, allocated, closed)
      .when({ type: 'ReallocateCoordinator', toUserId: 'CC2' })
      .refused('STATE_CONFLICT', ['closed']);
  });

  it('death closes an open case, once, and leaves nothing due', () => {
    spec
      .given(opened, allocated)
      .when({ type: 'CloseForDeath' })
      .then({ type: 'CpaCaseClosed', payload: { reason: 'deceased' } });
    const closed: Past = { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'deceased' } };
    const after = spec.given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true), closed);
    after.when({ type: 'CloseForDeath' }).nothing();
    expect(cpaCase.wakes?.(after.state)).toEqual([]);
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
