import { dueAt, type LocalDate, type Period } from '@carethread/calendar';
import type { EvolveTable } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { Contact, CpaCaseEvent, Decision, Discharge, ObligationKind } from './events.js';
import type { IndicatorProfile } from './indicators.js';

export type Allocation = {
  readonly userId: string;
  readonly from: Instant;
  readonly interim: boolean;
  readonly reason?: string;
};

/** One entry of the level's history, in force from its instant until the next. */
export type LevelEntry = {
  readonly level: string;
  readonly from: string;
  readonly effectiveFrom: Instant;
  readonly recordedAt: Instant;
  readonly cause: 'opened' | 'decided' | 'scheme' | 'regionMoved';
  readonly decision?: Decision;
  /** When it was overtaken before it began, by a later decision or a move; it stays in the history and never holds. */
  readonly overtakenAt?: Instant;
};

/** Which team has the case. Its organisation holds the case; absent where neither the event nor its actor named one. */
export type Team = {
  readonly teamId: string;
  readonly teamSetting: string;
  readonly from: Instant;
  readonly organisationId?: string;
};

export type Obligation = {
  readonly kind: ObligationKind;
  readonly trigger: Instant;
  readonly dueAt: Instant;
  readonly status: 'open' | 'missed' | 'met' | 'metLate' | 'cancelled';
  readonly metAt?: Instant;
};

export type CpaCaseState = {
  readonly state: 'none' | 'open' | 'active' | 'dischargePlanned' | 'closed';
  readonly acceptedOn: LocalDate;
  readonly openedAt: Instant;
  readonly jurisdiction: string;
  /** Each co-ordinator with each organisation that held the case while it named them; an empty name for none. */
  readonly namedWith?: readonly { readonly userId: string; readonly organisationId: string }[];
  readonly coordinators: readonly Allocation[];
  readonly levels: readonly LevelEntry[];
  readonly teams: readonly Team[];
  readonly regions: readonly { readonly regionCode: string; readonly from: Instant }[];
  readonly profiles: readonly IndicatorProfile[];
  readonly contacts: readonly Contact[];
  readonly expectation:
    { readonly interval: Period; readonly expectedBy: Instant; readonly failures: number } | undefined;
  readonly obligations: readonly Obligation[];
  readonly discharge: Discharge | undefined;
  readonly closed: { readonly at: Instant; readonly reason: string } | undefined;
};

export const NO_CASE: CpaCaseState = {
  state: 'none',
  acceptedOn: '',
  openedAt: '',
  jurisdiction: '',
  coordinators: [],
  levels: [],
  teams: [],
  regions: [],
  profiles: [],
  contacts: [],
  expectation: undefined,
  obligations: [],
  discharge: undefined,
  closed: undefined,
};

export const evolve: EvolveTable<CpaCaseState, CpaCaseEvent> = {
  CpaCaseOpened: (state, { payload, meta: { actor, jurisdiction, effectiveFrom, recordedAt } }) => {
    const { acceptedOn, teamId, teamSetting, regionCode, level, organisationId = actor.organisation } = payload;
    return {
      ...state,
      state: 'open',
      acceptedOn,
      openedAt: effectiveFrom,
      jurisdiction,
      levels: [{ level, from: level, effectiveFrom, recordedAt, cause: 'opened' }],
      teams: [present<Team>({ teamId, teamSetting, from: effectiveFrom, organisationId })],
      regions: [{ regionCode, from: effectiveFrom }],
    };
  },
  CareCoordinatorAllocated: (state, { payload: { userId, from, interim } }) =>
    withCoordinatorNamed({
      ...state,
      coordinators: [{ userId, from, interim }],
      obligations: interim ? [interimFrom(from, state)] : state.obligations,
    }),
  CareCoordinatorReallocated: (state, { payload, meta: { recordedAt } }) => {
    const { toUserId: userId, at, interim, reason } = payload;
    return withCoordinatorNamed({
      ...state,
      coordinators: [...state.coordinators, present<Allocation>({ userId, from: at, interim, reason })],
      // One interim after another starts no new clock: the permanent co-ordinator is due since the first.
      obligations: interim ? withInterimFrom(at, state) : settled(state.obligations, 'interimCoordinator', recordedAt),
    });
  },
  CpaIndicatorsRecorded: (state, { payload }) => ({ ...state, profiles: [...state.profiles, payload] }),
  CpaLevelDecided: (state, { payload, meta: { recordedAt, effectiveFrom } }) => {
    const { caseId: _, from, to, effectiveFrom: __, ...decision } = payload;
    return {
      ...state,
      state: 'active',
      // What was decided before for a later day rests on what is known no more: every later change is decided again (model §3.6).
      levels: placed(
        overtaken(state.levels, recordedAt, (one) => one.cause === 'decided' && one.effectiveFrom > effectiveFrom),
        { level: to, from, effectiveFrom, recordedAt, cause: 'decided', decision },
      ),
      // A decision for the days before a scheme changes does not answer for the new scheme.
      obligations: settled(
        state.obligations,
        'regionLevelDecision',
        recordedAt,
        ({ trigger }) => trigger <= effectiveFrom,
      ),
    };
  },
  CpaLevelReset: (state, { payload: { from, to, cause }, meta: { recordedAt, effectiveFrom } }) => {
    const due: Obligation = {
      kind: 'regionLevelDecision',
      trigger: effectiveFrom,
      dueAt: dueAt(effectiveFrom, 'P28D'),
      status: 'open',
    };
    return {
      ...state,
      levels: placed(state.levels, { level: to, from, effectiveFrom, recordedAt, cause }),
      obligations: to === 'undecided' ? [...state.obligations, due] : state.obligations,
    };
  },
  ContactIntervalSet: (state, { payload }) => ({
    ...state,
    expectation: { ...payload, failures: state.expectation?.failures ?? 0 },
  }),
  ContactLogged: (state, { payload: { expectedBy, ...contact } }) => ({
    ...state,
    contacts: [...state.contacts, contact],
    expectation:
      state.expectation === undefined || expectedBy === undefined
        ? state.expectation
        : { ...state.expectation, expectedBy, failures: 0 },
  }),
  ContactLapsed: (state, { payload: { failures, nextExpectedBy: expectedBy } }) => ({
    ...state,
    expectation: state.expectation && { ...state.expectation, expectedBy, failures },
  }),
  CpaTeamChanged: (state, { payload }) => {
    const before = holderOf(state);
    const { toTeamId: teamId, teamSetting, at, organisationId = before } = payload;
    return withCoordinatorNamed({
      ...state,
      teams: [...state.teams, present<Team>({ teamId, teamSetting, from: at, organisationId })],
      // The co-ordinator is of the organisation that it left: the one that takes it on names its own (CPA-43, CPA-44).
      obligations: organisationId === before ? state.obligations : withInterimFrom(at, state),
    });
  },
  // What the region that is left had in store for later no longer comes.
  CpaRegionChanged: (state, { payload: { to, at }, meta: { recordedAt } }) => ({
    ...state,
    regions: [...state.regions, { regionCode: to, from: at }],
    levels: overtaken(state.levels, recordedAt, (one) => one.effectiveFrom > at),
    obligations: cancelled(
      state.obligations,
      ({ kind, status }) => kind === 'regionLevelDecision' && status === 'open',
    ),
  }),
  LevelDecisionBroughtForward: (state, { payload: { dueAt: due } }) => {
    const earlier = ({ kind, status, trigger, dueAt: at }: Obligation): boolean =>
      kind === 'regionLevelDecision' && status === 'open' && trigger <= due && due < at;
    return { ...state, obligations: state.obligations.map((one) => (earlier(one) ? { ...one, dueAt: due } : one)) };
  },
  CpaObligationMissed: (state, { payload: { kind, dueAt: due, nextExpectedBy: expectedBy } }) => ({
    ...state,
    expectation:
      state.expectation === undefined || expectedBy === undefined
        ? state.expectation
        : { ...state.expectation, expectedBy, failures: state.expectation.failures + 1 },
    obligations: state.obligations.map((one) =>
      one.kind === kind && one.dueAt === due && one.status === 'open' ? { ...one, status: 'missed' } : one,
    ),
  }),
  CpaDischargeDecided: (state, { payload }) => ({ ...state, state: 'dischargePlanned', discharge: payload }),
  CpaCaseClosed: (state, { payload: { reason }, meta: { recordedAt } }) => ({
    ...state,
    state: 'closed',
    closed: { at: recordedAt, reason },
    expectation: undefined,
    // What was missed stays missed (C15).
    obligations: cancelled(state.obligations, ({ status }) => status === 'open'),
  }),
};

export function isOpen({ state }: CpaCaseState): boolean {
  return state !== 'none' && state !== 'closed';
}

/** The organisation that holds the case now: that of the team which took it on last. */
export function holderOf({ teams }: CpaCaseState): string | undefined {
  return teams.at(-1)?.organisationId;
}

/** Keeps each co-ordinator with the organisation that held the case while it named them. */
function withCoordinatorNamed(state: CpaCaseState): CpaCaseState {
  const userId = state.coordinators.at(-1)?.userId;
  if (userId === undefined) return state;
  const organisationId = holderOf(state) ?? '';
  const { namedWith = [] } = state;
  return namedWith.some((one) => one.userId === userId && one.organisationId === organisationId)
    ? state
    : { ...state, namedWith: [...namedWith, { userId, organisationId }] };
}

/** A permanent co-ordinator is due from then, unless one is due already. */
function withInterimFrom(trigger: Instant, state: CpaCaseState): readonly Obligation[] {
  const { obligations } = state;
  return obligations.some(({ kind, status }) => kind === 'interimCoordinator' && isWaiting(status))
    ? obligations
    : [...obligations, interimFrom(trigger, state)];
}

function overtaken(
  levels: readonly LevelEntry[],
  overtakenAt: Instant,
  which: (one: LevelEntry) => boolean,
): readonly LevelEntry[] {
  return levels.map((one) => (one.overtakenAt === undefined && which(one) ? { ...one, overtakenAt } : one));
}

/** In order of effect; of two with the same instant, the one recorded later holds. */
function placed(levels: readonly LevelEntry[], entry: LevelEntry): readonly LevelEntry[] {
  const after = levels.findIndex(({ effectiveFrom }) => effectiveFrom > entry.effectiveFrom);
  return after < 0 ? [...levels, entry] : [...levels.slice(0, after), entry, ...levels.slice(after)];
}

function interimFrom(trigger: Instant, { jurisdiction }: CpaCaseState): Obligation {
  return { kind: 'interimCoordinator', trigger, dueAt: dueAt(trigger, '5WD', jurisdiction), status: 'open' };
}

function isWaiting(status: Obligation['status']): boolean {
  return status === 'open' || status === 'missed';
}

function settled(
  all: readonly Obligation[],
  kind: Obligation['kind'],
  metAt: Instant,
  which: (one: Obligation) => boolean = () => true,
): readonly Obligation[] {
  return all.map((one) =>
    one.kind === kind && isWaiting(one.status) && which(one)
      ? { ...one, status: metAt <= one.dueAt ? 'met' : 'metLate', metAt }
      : one,
  );
}

function cancelled(all: readonly Obligation[], which: (one: Obligation) => boolean): readonly Obligation[] {
  return all.map((one) => (which(one) ? { ...one, status: 'cancelled' } : one));
}
