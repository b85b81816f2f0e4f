import { profileAt, refuse } from '@carethread/contracts';
import { addDays, localDate, startOfDay } from '@carethread/calendar';
import { type Context, COUNCIL, type Decider, heldBy, heldByOpener } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { happenedAt } from '../bounds.js';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts, KnownOrganisation } from '../facts.js';

export type Member = {
  readonly userId: string;
  readonly purposes: readonly string[];
  readonly supervisedBy?: string;
  /** As whoever assigned them said; absent where they left it to the team and its training. */
  readonly newStaff?: boolean;
};
export type Agreement = {
  readonly episodeId: string;
  readonly personId: string;
  readonly providerId: string;
  readonly serviceType: string;
  readonly serviceId?: string;
  readonly setting: string;
  readonly commissioner: string;
  readonly agreedAt: Instant;
  readonly councilOperated: boolean;
  readonly jurisdiction: string;
  /** The handover that it came from. */
  readonly handoverId?: string;
};
export type EpisodeEvent =
  | { readonly type: 'ServiceAgreementMade'; readonly payload: Agreement }
  | {
      readonly type: 'CareTeamAssigned';
      readonly payload: {
        readonly episodeId: string;
        readonly organisationId: string;
        readonly serviceId?: string;
        readonly keyworkerId: string;
        readonly members: readonly Member[];
      };
    }
  | { readonly type: 'FilePartReady'; readonly payload: { readonly part: string } }
  | { readonly type: 'ServiceUserFilePrepared'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'ServiceStarted';
      readonly payload: {
        readonly episodeId: string;
        readonly providerId: string;
        readonly startedAt: Instant;
        readonly emergency: boolean;
        readonly emergencyReason?: string;
        readonly whyNoAssessment?: string;
        readonly decidedBy: string;
      };
    }
  | {
      readonly type: 'ServiceEnded';
      readonly payload: {
        readonly episodeId: string;
        readonly providerId: string;
        readonly endedAt: Instant;
        readonly reason: string;
      };
    };

export type EpisodeState = {
  readonly state: 'none' | 'agreed' | 'filePreparing' | 'ready' | 'started' | 'ended';
  readonly agreement: Agreement | undefined;
  readonly team: { readonly keyworkerId: string; readonly members: readonly Member[] } | undefined;
  readonly parts: readonly string[];
  readonly started: Extract<EpisodeEvent, { type: 'ServiceStarted' }>['payload'] | undefined;
};
export type EpisodeCommand =
  | ({ readonly type: 'AgreeService' } & Partial<Omit<Agreement, 'episodeId' | 'personId'>> & {
        readonly personId: string;
        readonly keyworkerId?: string;
      })
  | {
      readonly type: 'AssignTeam';
      readonly keyworkerId?: string;
      readonly members?: readonly {
        readonly userId: string;
        readonly purposes?: readonly string[];
        readonly supervisedBy?: string;
        readonly newStaff?: boolean;
      }[];
    }
  | { readonly type: 'MarkFilePart'; readonly part: string }
  | {
      readonly type: 'StartService';
      readonly startedAt?: string;
      readonly emergency?: boolean;
      readonly emergencyReason?: string;
      readonly whyNoAssessment?: string;
      readonly decidedBy?: string;
    }
  | { readonly type: 'EndService'; readonly endedAt?: string; readonly reason: string };

const NONE: EpisodeState = { state: 'none', agreement: undefined, team: undefined, parts: [], started: undefined };
const FILE_PARTS = ['a', 'b', 'c', 'd', 'e'] as const;

/** One stretch of service by one provider, from agreement to end. */
export const episode: Decider<EpisodeState, EpisodeCommand, EpisodeEvent> = {
  category: 'serviceEpisode',
  keyClass: 'socialCare',
  // What the council commissions it may end as well (model §3.2: service manager, assessor).
  holder: ({ agreement }, opened, capability) => {
    const provider = agreement === undefined ? heldByOpener(opened) : heldBy(agreement.providerId);
    return capability === 'planTransfer' && agreement?.commissioner === 'council' ? [provider, COUNCIL] : provider;
  },
  initial: NONE,
  edits: ['ServiceAgreementMade', 'CareTeamAssigned'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ServiceAgreementMade':
        return { ...state, state: 'agreed', agreement: event.payload };
      case 'CareTeamAssigned':
        return { ...state, team: event.payload };
      case 'FilePartReady':
        return {
          ...state,
          state: state.state === 'agreed' ? 'filePreparing' : state.state,
          parts: [...state.parts, event.payload.part],
        };
      case 'ServiceUserFilePrepared':
        return { ...state, state: state.state === 'started' || state.state === 'ended' ? state.state : 'ready' };
      case 'ServiceStarted':
        return { ...state, state: 'started', started: event.payload };
      case 'ServiceEnded':
        return { ...state, state: 'ended' };
    }
  },
  needs: (command, state, { actor, pseudonym }) => {
    if (command.type === 'AgreeService')
      return {
        subjects: [
          command.providerId ?? actor.organisationId ?? '',
          ...(command.keyworkerId === undefined ? [] : [pseudonym(command.keyworkerId)]),
        ],
      };
    if (command.type === 'AssignTeam')
      return {
        subjects: [
          command.keyworkerId ?? state.team?.keyworkerId,
          ...(command.members ?? []).map(({ userId }) => userId),
        ]
          .filter((userId) => userId !== undefined)
          .map((userId) => pseudonym(userId)),
      };
    return state.agreement === undefined ? {} : { subjects: [state.agreement.providerId] };
  },
  decide: (command, state, context: Context<CarePlanFacts>) => {
    switch (command.type) {
      case 'AgreeService':
        return agree(command, state, context);
      case 'AssignTeam': {
        const { agreement } = alive(state);
        notAfterDeath(context.facts);
        const keyworkerId = command.keyworkerId ?? state.team?.keyworkerId;
        if (keyworkerId === undefined) return refuse('KEYWORKER_REQUIRED', ['keyworkerId']);
        const asked = command.members ?? [];
        const isNew = newIn([keyworkerId, ...asked.map(({ userId }) => userId)], agreement.providerId, state, context);
        const members = asked.map((member) => trained(member, isNew(member.userId), agreement.providerId, context));
        // Whoever leads the work on a plan does it too.
        if (!asked.some(({ userId }) => userId === keyworkerId))
          trained({ userId: keyworkerId }, isNew(keyworkerId), agreement.providerId, context);
        return [
          {
            type: 'CareTeamAssigned',
            payload: present({
              episodeId: context.id,
              organisationId: agreement.providerId,
              keyworkerId,
              members,
              serviceId: agreement.serviceId,
            }),
          },
        ];
      }
      case 'MarkFilePart': {
        if (state.agreement === undefined || state.state === 'ended' || state.parts.includes(command.part)) return [];
        const complete = FILE_PARTS.every((part) => part === command.part || state.parts.includes(part));
        return [
          { type: 'FilePartReady', payload: { part: command.part } },
          ...(complete ? [{ type: 'ServiceUserFilePrepared' as const, payload: {} }] : []),
        ];
      }
      case 'StartService':
        return start(command, state, context);
      case 'EndService': {
        const { agreement } = alive(state);
        if (command.reason === 'deceased' && !context.facts.deceased) refuse('REFERENCE_NOT_FOUND', ['reason']);
        const endedAt = happenedAt(command.endedAt ?? context.now, 'endedAt', context);
        if (endedAt < (state.started?.startedAt ?? agreement.agreedAt)) refuse('TIMESCALE_INVALID', ['endedAt']);
        return [
          {
            type: 'ServiceEnded',
            payload: { episodeId: context.id, providerId: agreement.providerId, endedAt, reason: command.reason },
          },
        ];
      }
    }
  },
};

function alive({ state, agreement }: EpisodeState): { readonly agreement: Agreement } {
  if (agreement === undefined) return refuse('NOT_FOUND');
  if (state === 'ended') refuse('STATE_CONFLICT', ['ended']);
  return { agreement };
}

function agree(
  command: Extract<EpisodeCommand, { type: 'AgreeService' }>,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  if (state.state !== 'none') return [];
  notAfterDeath(context.facts);
  const providerId = command.providerId ?? context.actor.organisationId;
  if (providerId === undefined) return refuse('MALFORMED', ['/providerId: is required']);
  if (context.actor.role !== 'SY' && context.actor.role !== 'AS' && context.actor.organisationId !== providerId)
    refuse('NOT_FOUND');
  const { organisation } = context.about(providerId);
  mustExist(command, organisation, context);
  const agreedAt = happenedAt(command.agreedAt ?? context.now, 'agreedAt', context);
  const agreement: Agreement = present({
    episodeId: context.id,
    personId: command.personId,
    providerId,
    serviceType: command.serviceType ?? 'care',
    setting: command.setting ?? 'careAtHome',
    commissioner: command.commissioner ?? 'council',
    agreedAt,
    councilOperated: command.councilOperated ?? organisation?.councilOperated ?? false,
    jurisdiction: organisation?.jurisdiction ?? 'ENG',
    serviceId: command.serviceId,
    handoverId: command.handoverId,
  });
  const { keyworkerId } = command;
  const team =
    keyworkerId === undefined || !mayLead(keyworkerId, providerId, state, context)
      ? []
      : [
          {
            type: 'CareTeamAssigned' as const,
            payload: { episodeId: context.id, organisationId: providerId, keyworkerId, members: [] },
          },
        ];
  return [{ type: 'ServiceAgreementMade', payload: agreement }, ...team];
}

/**
 * Whoever is named to lead the work in an agreement is held to what a team is held to. What a handover brought is agreed all the
 * same, and waits for a keyworker whom the manager assigns.
 */
function mayLead(
  keyworkerId: string,
  providerId: string,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): boolean {
  const isNew = newIn([keyworkerId], providerId, state, context)(keyworkerId);
  if (!isNew || holdsTraining(keyworkerId, providerId, context)) return true;
  return context.actor.role === 'SY' ? false : refuse('TRAINING_REQUIRED', [keyworkerId]);
}

/**
 * What the agreement names is known here: another organisation, and a service that is registered with it. An organisation that was
 * registered without services has none to name; one that nobody registered is the caller's own, and only that.
 */
function mustExist(
  { providerId, serviceId }: Extract<EpisodeCommand, { type: 'AgreeService' }>,
  organisation: KnownOrganisation | undefined,
  { actor }: Context<CarePlanFacts>,
): void {
  // What a handover names was looked at when it was issued.
  if (actor.role === 'SY') return;
  if (organisation === undefined && providerId !== undefined && providerId !== actor.organisationId)
    refuse('REFERENCE_NOT_FOUND', ['providerId']);
  const isRegistered = organisation?.services?.some((one) => one.serviceId === serviceId) === true;
  if (serviceId !== undefined && organisation !== undefined && !isRegistered)
    refuse('REFERENCE_NOT_FOUND', ['serviceId']);
}

/** What the provider recorded of its own staff; what was stored without an organisation counts for each. */
function trainingOf(userId: string, providerId: string, context: Context<CarePlanFacts>): CarePlanFacts['training'] {
  return context
    .about(context.pseudonym(userId))
    .training.filter(({ organisationId = providerId }) => organisationId === providerId);
}

/**
 * Who counts as new where nobody says so: whoever joins a team in which anybody's training is recorded, and whoever was put under
 * a supervisor, until they are trained.
 */
function newIn(
  userIds: readonly string[],
  providerId: string,
  { team }: EpisodeState,
  context: Context<CarePlanFacts>,
): (userId: string) => boolean {
  const recorded = userIds.some((userId) => trainingOf(userId, providerId, context).length > 0);
  const before = team?.members ?? [];
  const already = new Set([team?.keyworkerId, ...before.map(({ userId }) => userId)]);
  const supervised = new Set(
    before.flatMap(({ userId, supervisedBy }) => (supervisedBy === undefined ? [] : [userId])),
  );
  return (userId) => supervised.has(userId) || (recorded && !already.has(userId));
}

function holdsTraining(userId: string, providerId: string, context: Context<CarePlanFacts>): boolean {
  const today = localDate(context.now);
  return trainingOf(userId, providerId, context).some(({ expiresOn }) => expiresOn === undefined || expiresOn >= today);
}

/** ENG-150: new staff without training that holds today work on a plan under a named supervisor, who is somebody else. */
function trained(
  member: {
    readonly userId: string;
    readonly purposes?: readonly string[];
    readonly supervisedBy?: string;
    readonly newStaff?: boolean;
  },
  isNew: boolean,
  providerId: string,
  context: Context<CarePlanFacts>,
): Member {
  const { userId, purposes = ['carryThrough'], supervisedBy, newStaff = isNew } = member;
  if (
    newStaff &&
    !holdsTraining(userId, providerId, context) &&
    (supervisedBy === undefined || supervisedBy === userId)
  )
    refuse('TRAINING_REQUIRED', [userId]);
  return present({
    userId,
    purposes,
    supervisedBy,
    newStaff: member.newStaff,
  });
}

/** R15: only an emergency starts before it was agreed, and then it is agreed within four weeks. */
function earliestStart({ agreedAt }: Agreement, emergency: boolean): Instant {
  return emergency ? startOfDay(addDays(localDate(agreedAt), -28)) : agreedAt;
}

/** The profile's gates in their order: assessment, plan, file; an emergency passes them with its reasons (ENG-001, ENG-096, ENG-128). */
function start(
  command: Extract<EpisodeCommand, { type: 'StartService' }>,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  const { agreement } = alive(state);
  notAfterDeath(context.facts);
  const { emergency = false, emergencyReason, whyNoAssessment } = command;
  const startedAt = happenedAt(command.startedAt ?? context.now, 'startedAt', context);
  if (startedAt < earliestStart(agreement, emergency)) refuse('TIMESCALE_INVALID', ['startedAt']);
  if (state.state === 'started') refuse('STATE_CONFLICT', ['started']);
  if (emergency) {
    const missing = Object.entries({ emergencyReason, whyNoAssessment })
      .filter(([, value]) => value === undefined)
      .map(([name]) => `/${name}: is required in an emergency`);
    if (missing.length > 0) refuse('MALFORMED', missing);
  } else {
    const gates = profileAt(agreement.jurisdiction, localDate(context.now))?.gates;
    if (gates?.assessmentBeforeStart === true && context.facts.assessments.length === 0) refuse('ASSESSMENT_REQUIRED');
    // R14: the provisional plan of an emergency opens no gate of an ordinary start.
    const published = Object.values(context.facts.plans).some(
      (plan) =>
        plan.organisationId === agreement.providerId &&
        plan.planKind !== 'localAuthority' &&
        plan.versionNo > 0 &&
        plan.state !== 'provisional' &&
        plan.state !== 'closed',
    );
    if (gates?.planBeforeStart === true && !published) refuse('PLAN_REQUIRED');
    const parts = FILE_PARTS.filter((part) => !state.parts.includes(part));
    if (gates?.fileBeforeStart === true && parts.length > 0) refuse('FILE_NOT_READY', parts);
  }
  return [
    {
      type: 'ServiceStarted',
      payload: present({
        episodeId: context.id,
        providerId: agreement.providerId,
        startedAt,
        emergency,
        decidedBy: command.decidedBy ?? context.actor.userId,
        emergencyReason,
        whyNoAssessment,
      }),
    },
  ];
}
