import { addDays, dueAt, endOfDay, justAfter, localDate, startOfDay } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decided, Decider, Deadline } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { coordinator, hasEnded } from '../coordinator/decider.js';
import { acceptedOn, contactAt, contactInterval } from '../dates.js';
import type { CpaCaseCommand, CpaCaseEvent, CpaCaseState } from './events.js';
import { evolve, NO_CASE } from './state.js';
import type { CpaFacts } from '../facts.js';
import { formerHoldersOf, holderOf, levelAt, regionAt, teamAt } from './in-force.js';
import { decideLevel, laterResets, levelReset, recordIndicators, regionOf, resetForScheme } from './level.js';
import { levelBeforeDecision, periodOn, region, regionId, type RegionState } from '../region/decider.js';

type Of<Type extends CpaCaseCommand['type']> = Extract<CpaCaseCommand, { readonly type: Type }>;
type Made = readonly Decided<CpaCaseEvent>[];

/** One person's time under CPA: who co-ordinates, at which level, in which region, and whether contact holds (model §3.6). */
export const cpaCase: Decider<CpaCaseState, CpaCaseCommand, CpaCaseEvent> = {
  category: 'cpaCase',
  keyClass: 'mentalHealth',
  holder: (state, opened) => ({
    kind: 'case',
    organisationId: holderOf(state) ?? opened.organisation,
    coordinatorId: state.coordinators.at(-1)?.userId,
    formerly: formerHoldersOf(state),
  }),
  initial: NO_CASE,
  classification: 'special',
  edits: [
    'CpaCaseOpened',
    'CareCoordinatorReallocated',
    'CpaLevelDecided',
    'CpaLevelReset',
    'CpaTeamChanged',
    'CpaRegionChanged',
    'ContactIntervalSet',
    'CpaCaseClosed',
  ],
  evolve,
  needs: (command, state, { tenantId, pseudonym }) => {
    const codes = new Set(state.regions.map(({ regionCode }) => regionCode));
    if (command.type === 'OpenCase') codes.add(command.regionCode);
    if (command.type === 'MoveRegion') codes.add(command.to);
    const named =
      command.type === 'OpenCase'
        ? command.coordinatorId
        : command.type === 'ReallocateCoordinator'
          ? command.toUserId
          : undefined;
    return {
      ...(command.type === 'MoveTeam' && command.organisationId !== undefined
        ? { subjects: [command.organisationId] }
        : {}),
      streams: [
        ...[...codes].map((code) => ({ category: region.category, id: regionId(tenantId, code) })),
        ...(named === undefined ? [] : [{ category: coordinator.category, id: pseudonym(named) }]),
      ],
    };
  },
  wakes: ({ expectation, obligations }) => {
    const due: Deadline<CpaCaseCommand>[] = obligations
      .filter(({ status }) => status === 'open')
      .map(({ kind, dueAt: at }) => ({
        at: justAfter(at),
        name: kind,
        command: { type: 'MissObligation', kind, dueAt: at },
      }));
    if (expectation === undefined) return due;
    const { expectedBy } = expectation;
    return [
      ...due,
      { at: justAfter(expectedBy), name: 'contactWithPerson', command: { type: 'LapseContact', expectedBy } },
    ];
  },
  decide: (command, state, context: Context<CpaFacts>) => {
    switch (command.type) {
      case 'OpenCase':
        return openCase(command, state, context);
      case 'ReallocateCoordinator':
        open(state);
        return reallocate(command, state, context);
      case 'RecordIndicators':
        open(state);
        return recordIndicators(command, state, context);
      case 'DecideLevel':
        open(state);
        return decideLevel(command, state, context);
      case 'SetContactInterval':
        open(state);
        return setInterval(command, state, context);
      case 'LogContact':
        open(state);
        return logContact(command, state, context);
      case 'LapseContact':
        return lapseContact(command, state, context);
      case 'MoveTeam':
        open(state);
        return moveTeam(command, state, context);
      case 'MoveRegion':
        open(state);
        return moveRegion(command, state, context);
      case 'ResetLevel':
        return resetLevel(command, state, context);
      case 'BringLevelDecisionForward':
        return bringForward(command, state, context);
      case 'MissObligation': {
        const { kind, dueAt: due } = command;
        const open = state.obligations.some((one) => one.kind === kind && one.dueAt === due && one.status === 'open');
        return open
          ? [
              {
                type: 'CpaObligationMissed',
                payload: { caseId: context.id, kind, dueAt: due, detectedAt: context.now },
              },
            ]
          : [];
      }
      case 'Discharge':
        open(state);
        return discharge(command, state, context);
      case 'CloseForDeath':
        return isOpen(state) ? [{ type: 'CpaCaseClosed', payload: { caseId: context.id, reason: 'deceased' } }] : [];
    }
  },
};

export function isOpen({ state }: CpaCaseState): boolean {
  return state !== 'none' && state !== 'closed';
}

function open(state: CpaCaseState): void {
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
}

/** When somebody says it was: not after now, and not before what it follows. */
function instantOf(at: Instant | undefined, notBefore: Instant | undefined, { now }: Context): Instant {
  const instant = at ?? now;
  if (instant > now) refuse('FUTURE_DATE', ['at']);
  if (instant < (notBefore ?? '')) refuse('STATE_CONFLICT', ['at']);
  return instant;
}

/** A successor is named, and their account is in use with whoever holds the case (CPA-43, CPA-44). */
function named(userId: string | undefined, organisationId: string | undefined, context: Context): string {
  if (userId === undefined) return refuse('COORDINATOR_REQUIRED');
  if (hasEnded(context.stream(coordinator, context.pseudonym(userId)), organisationId))
    refuse('COORDINATOR_REQUIRED', ['deactivated']);
  return userId;
}

/** A region that nobody has set up has no schemes, and so no levels to decide. */
function knownRegion(code: string, member: string, context: Context): RegionState {
  const known = regionOf(code, context);
  if (known.periods.length === 0) refuse('REFERENCE_NOT_FOUND', [member]);
  return known;
}

function openCase(command: Of<'OpenCase'>, state: CpaCaseState, context: Context<CpaFacts>): Made {
  // Two were opened at once for one person: the second learns that it did not open this one.
  if (state.state !== 'none') refuse('CASE_EXISTS');
  const { now, id: caseId } = context;
  const coordinatorId = named(command.coordinatorId, context.actor.organisationId, context);
  const today = localDate(now);
  const {
    teamId = context.actor.organisationId ?? '',
    teamSetting = 'community',
    regionCode,
    interim = false,
  } = command;
  if (context.facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
  const schemes = knownRegion(regionCode, 'regionCode', context);
  const level = levelBeforeDecision(periodOn(schemes, today));
  const opened = {
    caseId,
    acceptedOn: acceptedOn(command.acceptedOn ?? today, context),
    teamId,
    teamSetting,
    regionCode,
    coordinatorId,
    user: context.pseudonym(coordinatorId),
    level,
    ...(context.actor.organisationId === undefined ? {} : { organisationId: context.actor.organisationId }),
  };
  return [
    { type: 'CpaCaseOpened', payload: opened, effectiveFrom: now },
    {
      type: 'CareCoordinatorAllocated',
      payload: { caseId, userId: coordinatorId, from: now, interim },
      effectiveFrom: now,
    },
    ...laterResets(schemes, regionCode, level, context),
  ];
}

/** R18: whoever had the case for an organisation that had it before, and never for the one that has it now, is not theirs to name. */
function isOfAnother(userId: string, state: CpaCaseState): boolean {
  const served = state.coordinators
    .filter((one) => one.userId === userId)
    .map(({ from }) => teamAt(state, from)?.organisationId);
  return served.length > 0 && !served.some((by) => by === undefined || by === holderOf(state));
}

/** One leaves and the other comes at the same instant. */
function reallocate(command: Of<'ReallocateCoordinator'>, state: CpaCaseState, context: Context): Made {
  const toUserId = named(command.toUserId, holderOf(state), context);
  if (isOfAnother(toUserId, state)) refuse('COORDINATOR_REQUIRED', ['organisation']);
  const { interim = false, reason } = command;
  const present = state.coordinators.at(-1);
  if (command.fromUserId !== undefined && command.fromUserId !== present?.userId)
    refuse('STATE_CONFLICT', ['fromUserId']);
  if (present?.userId === toUserId && present.interim === interim) {
    const same = (command.at ?? present.from) === present.from && (reason ?? present.reason) === present.reason;
    if (!same) refuse('STATE_CONFLICT', ['toUserId']);
    return [];
  }
  const at = instantOf(command.at, present?.from, context);
  const payload = {
    caseId: context.id,
    fromUserId: present?.userId ?? '',
    toUserId,
    user: context.pseudonym(toUserId),
    at,
    interim,
  };
  return [
    {
      type: 'CareCoordinatorReallocated',
      payload: { ...payload, ...(reason === undefined ? {} : { reason }) },
      effectiveFrom: at,
    },
  ];
}

const SEEN = ['seen', 'spoke'];

function lastContact({ contacts }: CpaCaseState): Instant | undefined {
  return contacts
    .filter(({ outcome }) => SEEN.includes(outcome))
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

function setInterval({ interval }: Of<'SetContactInterval'>, state: CpaCaseState, { now }: Context): Made {
  contactInterval(interval);
  const sinceLast = dueAt(lastContact(state) ?? now, interval);
  // A new interval makes no breach of the past.
  const expectedBy = sinceLast < now ? dueAt(now, interval) : sinceLast;
  if (state.expectation?.interval === interval) return [];
  return [{ type: 'ContactIntervalSet', payload: { interval, expectedBy } }];
}

/** Only having seen or spoken to the person is contact; an attempt is kept, and the clock runs on (CPA-46). */
function logContact({ type: _, ...command }: Of<'LogContact'>, state: CpaCaseState, context: Context): Made {
  const at = contactAt(command.at ?? context.occurredAt, state, context);
  const contact = { ...command, at, contactId: context.newId('contact'), by: context.actor.userId };
  const latest = at >= (lastContact(state) ?? '');
  if (state.expectation === undefined || !SEEN.includes(command.outcome) || !latest)
    return [{ type: 'ContactLogged', payload: contact }];
  // What is told late answers for the days that it covers: it is never expected again at a time that has passed already.
  const expectedBy = dueAt(at, state.expectation.interval);
  return [{ type: 'ContactLogged', payload: expectedBy < context.now ? contact : { ...contact, expectedBy } }];
}

/** CPA-47: contact that was missed once is a breach; missed twice running, it has lapsed. */
function lapseContact(
  { expectedBy }: Of<'LapseContact'>,
  { expectation }: CpaCaseState,
  { id: caseId, now: detectedAt }: Context,
): Made {
  if (expectation?.expectedBy !== expectedBy) return [];
  // The next cycle counts from the day that was missed, not from the day on which it was noticed.
  const nextExpectedBy = dueAt(expectedBy, expectation.interval);
  const failures = expectation.failures + 1;
  return failures < 2
    ? [
        {
          type: 'CpaObligationMissed',
          payload: { caseId, kind: 'contactWithPerson', dueAt: expectedBy, detectedAt, nextExpectedBy },
        },
      ]
    : [{ type: 'ContactLapsed', payload: { caseId, expectedBy, failures, nextExpectedBy } }];
}

function moveTeam(
  { teamId, teamSetting, organisationId: named, at: when, reason }: Of<'MoveTeam'>,
  state: CpaCaseState,
  context: Context<CpaFacts>,
): Made {
  const present = teamAt(state, context.now);
  const setting = teamSetting ?? present?.teamSetting ?? 'community';
  const organisationId = named ?? present?.organisationId;
  if (named !== undefined && named !== present?.organisationId) {
    const { organisation, organisationKind } = context.about(named);
    // Of another tenant, or no trust: nobody there can manage a team under CPA.
    if (organisation !== context.tenantId || organisationKind !== 'trust')
      refuse('REFERENCE_NOT_FOUND', ['organisationId']);
  }
  if (present?.teamId === teamId && present.teamSetting === setting && present.organisationId === organisationId) {
    if ((when ?? present.from) !== present.from) refuse('STATE_CONFLICT', ['at']);
    return [];
  }
  const at = instantOf(when, present?.from, context);
  const payload = {
    caseId: context.id,
    fromTeamId: present?.teamId ?? '',
    toTeamId: teamId,
    teamSetting: setting,
    at,
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(reason === undefined ? {} : { reason }),
  };
  return [{ type: 'CpaTeamChanged', payload, effectiveFrom: at }];
}

/** The person moves: history and co-ordinator stay, the level is decided afresh where there are levels (CPA-63). */
function moveRegion(command: Of<'MoveRegion'>, state: CpaCaseState, context: Context): Made {
  const { to, at: when, reason } = command;
  const from = regionAt(state, context.now) ?? '';
  if (command.from !== undefined && command.from !== from) refuse('STATE_CONFLICT', ['from']);
  if (from === to) {
    if (when !== undefined && when !== state.regions.at(-1)?.from) refuse('STATE_CONFLICT', ['at']);
    return [];
  }
  const inForce = levelAt(state, context.now);
  const at = instantOf(when, inForce?.effectiveFrom, context);
  if (at < (state.regions.at(-1)?.from ?? '')) refuse('STATE_CONFLICT', ['at']);
  const schemes = knownRegion(to, 'to', context);
  const period = periodOn(schemes, localDate(at));
  const level = levelBeforeDecision(period);
  return [
    {
      type: 'CpaRegionChanged',
      payload: present({ caseId: context.id, from, to, at, reason }),
      effectiveFrom: at,
    },
    levelReset(
      {
        caseId: context.id,
        from: inForce?.level ?? 'undecided',
        to: level,
        effectiveFrom: localDate(at),
        cause: 'regionMoved',
        regionCode: to,
        ...(period === undefined ? {} : { scheme: period.scheme }),
      },
      at,
    ),
    ...laterResets(schemes, to, level, context),
  ];
}

/** A region's new scheme opens the level again on each of its open cases (CPA-62). */
function resetLevel({ regionCode, effectiveFrom }: Of<'ResetLevel'>, state: CpaCaseState, context: Context): Made {
  if (!isOpen(state) || state.regions.at(-1)?.regionCode !== regionCode) return [];
  const schemes = regionOf(regionCode, context);
  const period = periodOn(schemes, effectiveFrom);
  const before = periodOn(schemes, addDays(effectiveFrom, -1));
  if (
    period === undefined ||
    (period.to !== undefined && period.to < localDate(context.now)) ||
    before?.scheme === period.scheme
  )
    return [];
  // A region that is set up for the first time, with levels, finds its cases undecided already.
  if (before === undefined && levelAt(state, context.now)?.level === levelBeforeDecision(period)) return [];
  return resetForScheme(period, regionCode, state, context);
}

/**
 * Model §6: the decision is due at the latest with the next review. A decision cites a closed review, so the day on which it
 * was closed is the day on which the decision can be made.
 */
function bringForward(
  { reviewId, heldAt, closedAt }: Of<'BringLevelDecisionForward'>,
  state: CpaCaseState,
  { id: caseId }: Context,
): Made {
  const due = endOfDay(localDate(closedAt));
  const waiting = state.obligations.some(
    ({ kind, status, trigger, dueAt: at }) =>
      kind === 'regionLevelDecision' && status === 'open' && trigger <= heldAt && due < at,
  );
  return waiting ? [{ type: 'LevelDecisionBroughtForward', payload: { caseId, reviewId, dueAt: due } }] : [];
}

/** Nobody is let go without a reason, somebody to turn to, a look at the risk and a copy of the plan (CPA-19). */
function discharge(
  { reason, onwardContact, riskReviewId, planCopyId }: Of<'Discharge'>,
  { acceptedOn: accepted }: CpaCaseState,
  { id: caseId, facts }: Context<CpaFacts>,
): Made {
  const given = { reason, onwardContact, riskReviewId, planCopyId };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (reason === undefined || onwardContact === undefined || riskReviewId === undefined || planCopyId === undefined)
    return refuse('DISCHARGE_INCOMPLETE', missing);
  // The look at the risk is a concluded assessment of it, or a review that was held under this case.
  const looked =
    facts.risks[riskReviewId] !== undefined || (facts.reviews[riskReviewId]?.heldAt ?? '') >= startOfDay(accepted);
  const copied = facts.copies[planCopyId];
  const lost = [
    ...(looked ? [] : ['riskReviewId']),
    ...(copied !== undefined && facts.cpaPlans.includes(copied) ? [] : ['planCopyId']),
  ];
  if (lost.length > 0) refuse('REFERENCE_NOT_FOUND', lost);
  return [
    { type: 'CpaDischargeDecided', payload: { reason, onwardContact, riskReviewId, planCopyId } },
    { type: 'CpaCaseClosed', payload: { caseId, reason } },
  ];
}
