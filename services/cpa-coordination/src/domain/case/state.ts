import { dueAt } from '@carethread/calendar';
import type { RecordedOf } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { CpaCaseEvent, CpaCaseState, LevelEntry, Obligation } from './events.js';
import { holderOf } from './in-force.js';

export const NO_CASE: CpaCaseState = {
  state: 'none',
  acceptedOn: '',
  openedAt: '',
  jurisdiction: 'ENG',
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

export function evolve(state: CpaCaseState, event: RecordedOf<CpaCaseEvent>): CpaCaseState {
  const next = folded(state, event);
  const userId = next.coordinators.at(-1)?.userId;
  if (userId === undefined) return next;
  const organisationId = holderOf(next) ?? '';
  const { namedWith = [] } = next;
  return namedWith.some((one) => one.userId === userId && one.organisationId === organisationId)
    ? next
    : { ...next, namedWith: [...namedWith, { userId, organisationId }] };
}

function folded(state: CpaCaseState, event: RecordedOf<CpaCaseEvent>): CpaCaseState {
  const { recordedAt, effectiveFrom } = event.meta;
  switch (event.type) {
    case 'CpaCaseOpened': {
      const { acceptedOn, teamId, teamSetting, regionCode, level } = event.payload;
      const organisationId = event.payload.organisationId ?? event.meta.actor.organisation;
      return {
        ...state,
        state: 'open',
        acceptedOn,
        openedAt: effectiveFrom,
        jurisdiction: event.meta.jurisdiction,
        levels: [{ level, from: level, effectiveFrom, recordedAt, cause: 'opened' }],
        teams: [present({ teamId, teamSetting, from: effectiveFrom, organisationId })],
        regions: [{ regionCode, from: effectiveFrom }],
      };
    }
    case 'CareCoordinatorAllocated': {
      const { userId, from, interim } = event.payload;
      return {
        ...state,
        coordinators: [{ userId, from, interim }],
        obligations: interim ? [interimFrom(from, state)] : state.obligations,
      };
    }
    case 'CareCoordinatorReallocated': {
      const { toUserId: userId, at, interim, reason } = event.payload;
      const coordinators = [
        ...state.coordinators,
        { userId, from: at, interim, ...(reason === undefined ? {} : { reason }) },
      ];
      const waiting = state.obligations.some(({ kind, status }) => kind === 'interimCoordinator' && isWaiting(status));
      // One interim after another starts no new clock: the permanent co-ordinator is due since the first.
      if (interim)
        return {
          ...state,
          coordinators,
          obligations: waiting ? state.obligations : [...state.obligations, interimFrom(at, state)],
        };
      return { ...state, coordinators, obligations: settled(state.obligations, 'interimCoordinator', recordedAt) };
    }
    case 'CpaIndicatorsRecorded':
      return { ...state, profiles: [...state.profiles, event.payload] };
    case 'CpaLevelDecided': {
      const { caseId: _, from, to, effectiveFrom: __, ...decision } = event.payload;
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
    }
    case 'CpaLevelReset': {
      const { from, to, cause } = event.payload;
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
    }
    case 'ContactIntervalSet':
      return { ...state, expectation: { ...event.payload, failures: state.expectation?.failures ?? 0 } };
    case 'ContactLogged': {
      const { expectedBy, ...contact } = event.payload;
      const expectation =
        state.expectation === undefined || expectedBy === undefined
          ? state.expectation
          : { ...state.expectation, expectedBy, failures: 0 };
      return { ...state, contacts: [...state.contacts, contact], expectation };
    }
    case 'ContactLapsed': {
      const { failures, nextExpectedBy: expectedBy } = event.payload;
      return { ...state, expectation: state.expectation && { ...state.expectation, expectedBy, failures } };
    }
    case 'CpaTeamChanged': {
      const { toTeamId: teamId, teamSetting, at } = event.payload;
      const before = holderOf(state);
      const organisationId = event.payload.organisationId ?? before;
      const team = { teamId, teamSetting, from: at, ...(organisationId === undefined ? {} : { organisationId }) };
      return {
        ...state,
        teams: [...state.teams, team],
        // Whoever co-ordinated it is of the organisation that it left: the one that takes it on names its own (CPA-43, CPA-44).
        obligations:
          organisationId === before ||
          state.obligations.some(({ kind, status }) => kind === 'interimCoordinator' && isWaiting(status))
            ? state.obligations
            : [...state.obligations, interimFrom(at, state)],
      };
    }
    case 'CpaRegionChanged': {
      const { to, at } = event.payload;
      // What the region that is left had in store for later no longer comes.
      return {
        ...state,
        regions: [...state.regions, { regionCode: to, from: at }],
        levels: overtaken(state.levels, recordedAt, (one) => one.effectiveFrom > at),
        obligations: cancelled(
          state.obligations,
          ({ kind, status }) => kind === 'regionLevelDecision' && status === 'open',
        ),
      };
    }
    case 'LevelDecisionBroughtForward': {
      const { dueAt: due } = event.payload;
      const earlier = ({ kind, status, trigger, dueAt: at }: Obligation): boolean =>
        kind === 'regionLevelDecision' && status === 'open' && trigger <= due && due < at;
      return { ...state, obligations: state.obligations.map((one) => (earlier(one) ? { ...one, dueAt: due } : one)) };
    }
    case 'CpaObligationMissed': {
      const { kind, dueAt: due, nextExpectedBy } = event.payload;
      const { expectation } = state;
      return {
        ...state,
        ...(expectation === undefined || nextExpectedBy === undefined
          ? {}
          : { expectation: { ...expectation, expectedBy: nextExpectedBy, failures: expectation.failures + 1 } }),
        obligations: state.obligations.map((one) =>
          one.kind === kind && one.dueAt === due && one.status === 'open' ? { ...one, status: 'missed' } : one,
        ),
      };
    }
    case 'CpaDischargeDecided':
      return { ...state, state: 'dischargePlanned', discharge: event.payload };
    case 'CpaCaseClosed':
      return {
        ...state,
        state: 'closed',
        closed: { at: recordedAt, reason: event.payload.reason },
        expectation: undefined,
        // What was missed stays missed (C15).
        obligations: cancelled(state.obligations, ({ status }) => status === 'open'),
      };
  }
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
