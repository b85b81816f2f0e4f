import { refuse, unknownItems } from '@carethread/contracts';
import { addDays, localDate, toDate, toInstant } from '@carethread/calendar';
import {
  type ActingParty,
  type Context,
  type Decided,
  type Decider,
  heldByOpener,
  isAttached,
  needsAttachment,
} from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { changesAnything, findingsAt, issueAt, issuesBroughtBy } from './issues.js';
import { isMoved, moveFindings, TAKES_FINDINGS } from './moves.js';
import type { AssessmentCommand, AssessmentEvent, AssessmentState, Source } from './events.js';
import type { AssessmentFacts } from '../facts.js';
import { inLife, lifeOf, notBefore } from '../life.js';

export type * from './events.js';

const NONE: AssessmentState = {
  state: 'none',
  kind: '',
  jurisdiction: 'ENG',
  sources: [],
  findings: [],
  corrections: [],
  outcomes: [],
  pauses: [],
  eligibility: undefined,
  copies: [],
  version: 0,
  issue: 0,
  completedAt: undefined,
  coverage: {},
  abuseConcern: false,
  approvals: [],
  moved: [],
  received: [],
};

/** Each of these has findings, or a deliberate "none" with its reason, before completion (ENG-008 to ENG-011). */
const REQUIRED_CATEGORIES = ['need', 'strength', 'ability', 'aspiration'] as const;

/** The domains that must be covered before completion, by jurisdiction (ENG-016, SCOT-026 and following). */
const REQUIRED_DOMAINS: Readonly<Record<string, readonly string[]>> = {
  ENG: ['health', 'personalCare', 'socialCare'],
  WAL: ['health', 'personalCare', 'socialCare'],
  SCO: ['health', 'personalCare', 'socialCare'],
};

/** One assessment of one person. A completed one is never edited: it is corrected by a further issue. */
export const assessmentDecider: Decider<AssessmentState, AssessmentCommand, AssessmentEvent> = {
  category: 'assessment',
  keyClass: 'socialCare',
  // What the council found out is passed on to those whom it asks for care.
  holder: (_, opened) => {
    const by = heldByOpener(opened);
    return by.kind === 'council' ? { ...by, passedOn: true } : by;
  },
  initial: NONE,
  edits: ['AssessmentRequested', 'AssessmentStarted', 'AssessmentCompleted', 'AssessmentCorrected'],
  dated: ['AssessmentCorrected'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'AssessmentRequested':
        return {
          ...state,
          ...event.payload,
          state: 'requested',
          jurisdiction: event.meta.jurisdiction,
          requestedAt: event.meta.occurredAt,
          ...(event.meta.personId === null ? {} : { personId: event.meta.personId }),
        };
      case 'AssessmentStarted':
        return {
          ...state,
          state: 'inProgress',
          assessorId: event.payload.assessorId,
          startedAt: event.meta.occurredAt,
        };
      case 'AssessmentPaused':
        return {
          ...state,
          state: 'paused',
          pauses: [...state.pauses, { at: event.meta.recordedAt, reason: event.payload.reason }],
        };
      case 'AssessmentResumed':
        return {
          ...state,
          state: 'inProgress',
          pauses: state.pauses.map((pause) => ({ resumedAt: event.meta.recordedAt, ...pause })),
        };
      case 'AssessmentSourceAttached':
        return { ...state, sources: [...state.sources, event.payload] };
      case 'FindingRecorded':
        return { ...state, findings: [...state.findings, event.payload] };
      case 'PersonalOutcomeIdentified':
        return { ...state, outcomes: [...state.outcomes, event.payload] };
      case 'EligibilityDecided':
        return { ...state, eligibility: event.payload };
      case 'EligibilityCopyIssued':
        return { ...state, copies: [...state.copies, event.payload] };
      case 'AssessmentCompleted':
        return {
          ...state,
          state: 'completed',
          version: event.payload.version,
          issue: 1,
          completedAt: event.payload.completedAt,
          coverage: event.payload.coverage,
        };
      case 'AssessmentRefused':
        return event.payload.abuseConcern ? { ...state, abuseConcern: true } : { ...state, state: 'refused' };
      case 'AssessmentCancelled':
        return { ...state, state: 'cancelled' };
      case 'AssessmentCorrected':
        return { ...state, corrections: [...state.corrections, event.payload] };
      case 'FindingsMoveApproved':
        return { ...state, approvals: [...state.approvals, event.payload] };
      case 'FindingsMoved': {
        const { moveId, findings, corrections } = event.payload;
        const left = new Set(findings.map(({ findingId }) => findingId));
        return {
          ...state,
          // What is not completed goes on without them; what is completed has a further issue.
          findings:
            state.state === 'completed'
              ? state.findings
              : state.findings.filter(({ findingId }) => !left.has(findingId)),
          corrections: [...state.corrections, ...corrections],
          approvals: state.approvals.filter((one) => one.moveId !== moveId),
          moved: [...state.moved, { ...event.payload, at: event.meta.recordedAt }],
        };
      }
      case 'FindingsReceived':
        return {
          ...state,
          findings: TAKES_FINDINGS.includes(state.state)
            ? [...state.findings, ...event.payload.findings]
            : state.findings,
          received: [...state.received, { ...event.payload, at: event.meta.recordedAt }],
        };
    }
  },
  needs: (command, _, { personId }) => {
    if (command.type === 'MoveFindings') return { streams: [{ category: 'assessment', id: command.toAssessmentId }] };
    const life = ['RequestAssessment', 'AttachSource', 'CorrectAssessment'].includes(command.type)
      ? lifeOf(personId)
      : [];
    const { streams = [] } = command.type === 'AttachSource' ? needsAttachment(command.attachmentHash) : {};
    return { streams: [...streams, ...life] };
  },
  decide: (command, state, context: Context<AssessmentFacts>) => {
    mayGoOn(command, context);
    notBefore(state.requestedAt, context);
    switch (command.type) {
      case 'RequestAssessment': {
        const { type: _, ...payload } = command;
        foreseeable(payload.dueAt, context);
        inLife(localDate(context.occurredAt), 'occurredAt', context);
        return state.state === 'none' ? [{ type: 'AssessmentRequested', payload }] : [];
      }
      case 'StartAssessment':
        qualified(context.actor);
        if (state.state !== 'requested') refuse('STATE_CONFLICT', [state.state]);
        return [
          {
            type: 'AssessmentStarted',
            payload: present({
              assessorId: command.assessorId ?? context.actor.userId,
              place: command.place,
            }),
          },
        ];
      case 'PauseAssessment':
        if (command.reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        if (state.state !== 'inProgress') refuse('STATE_CONFLICT', [state.state]);
        return [{ type: 'AssessmentPaused', payload: { reason: command.reason } }];
      case 'ResumeAssessment':
        if (state.state !== 'paused') refuse('STATE_CONFLICT', [state.state]);
        return [{ type: 'AssessmentResumed', payload: {} }];
      case 'AttachSource': {
        open(state);
        const { type: _, ...source } = command;
        if (!isAttached(source.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
        wellDated(source, context);
        return [{ type: 'AssessmentSourceAttached', payload: { ...source, sourceId: context.newId('source') } }];
      }
      case 'RecordFinding': {
        open(state);
        const { type: _, ...finding } = command;
        const none = finding.none === true;
        const { findingId = context.newId('finding') } = finding;
        // Only an id that the writer chose can be there already.
        if (finding.findingId !== undefined && state.findings.some((known) => known.findingId === findingId))
          refuse('STATE_CONFLICT', [findingId]);
        if (none && finding.noneReason === undefined) refuse('REASON_REQUIRED', ['noneReason']);
        if (none && finding.statement !== undefined)
          refuse('MALFORMED', ['/statement: there is none, or there is one']);
        if (!none && finding.noneReason !== undefined)
          refuse('MALFORMED', ['/noneReason: is of a finding that there is none']);
        if (finding.sourceId !== undefined && !state.sources.some(({ sourceId }) => sourceId === finding.sourceId))
          refuse('REFERENCE_NOT_FOUND', ['sourceId']);
        if (!none && finding.statement === undefined)
          refuse('MALFORMED', ['/statement: is required unless there is none']);
        return [
          {
            type: 'FindingRecorded',
            payload: {
              ...finding,
              none,
              inPersonsWords: finding.inPersonsWords === true,
              findingId,
            },
          },
        ];
      }
      case 'IdentifyOutcome': {
        open(state);
        const { outcomeId = context.newId('outcome'), statement, change } = command;
        if (state.outcomes.some((known) => known.outcomeId === outcomeId)) refuse('STATE_CONFLICT', [outcomeId]);
        return [{ type: 'PersonalOutcomeIdentified', payload: { outcomeId, statement, change } }];
      }
      case 'DecideEligibility': {
        if (command.reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
        if (state.state !== 'completed' && state.state !== 'inProgress') refuse('STATE_CONFLICT', [state.state]);
        const { needIds = [], outcomesAffected = [], wellbeingImpact = '', eligible, reasons, advice } = command;
        const known = state.findings.filter(({ category, none }) => category === 'need' && !none);
        const unknown = unknownItems('needIds', needIds, (id) => known.some(({ findingId }) => findingId === id));
        if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
        // Care Act 2014 s.13(5): what can be done to meet or reduce the needs, and to prevent others, is said in writing.
        if (!eligible && advice === undefined) refuse('ADVICE_REQUIRED', ['advice']);
        return [
          {
            type: 'EligibilityDecided',
            payload: present({
              needIds,
              outcomesAffected,
              wellbeingImpact,
              eligible,
              reasons,
              advice,
            }),
          },
        ];
      }
      case 'IssueEligibilityCopy':
        // Asked for with each decision, by a policy whose command is carried out once: a later decision is given in writing as well.
        if (state.eligibility === undefined) return [];
        return [
          {
            type: 'EligibilityCopyIssued',
            payload: { copyId: context.newId('copy'), format: command.format, issuedAt: context.now },
          },
        ];
      case 'CompleteAssessment':
        return complete(command.coverage ?? {}, state, context);
      case 'RefuseAssessment': {
        if (['none', 'completed', 'refused', 'cancelled'].includes(state.state))
          refuse('STATE_CONFLICT', [state.state]);
        const { capacityFindingId, abuseConcern = false } = command;
        // Nothing that a person can be found to lack is recorded here yet: what is named is not there.
        if (capacityFindingId !== undefined) refuse('REFERENCE_NOT_FOUND', ['capacityFindingId']);
        return [{ type: 'AssessmentRefused', payload: { abuseConcern } }];
      }
      case 'CancelAssessment':
        return ['requested', 'inProgress', 'paused'].includes(state.state)
          ? [{ type: 'AssessmentCancelled', payload: { reason: command.reason } }]
          : [];
      case 'CorrectAssessment':
        return correct(command, state, context);
      case 'MoveFindings':
        qualified(context.actor);
        return moveFindings(command, state, context.stream(assessmentDecider, command.toAssessmentId), context);
      case 'ReceiveFindings': {
        const { type: _, findings, ...moved } = command;
        if (state.received.some(({ moveId }) => moveId === moved.moveId)) return [];
        // The source stays with the record that it was attached to.
        const arrived = findings.map(({ sourceId: __, findingId, ...finding }) => ({
          ...finding,
          findingId: context.newId(findingId),
        }));
        return [{ type: 'FindingsReceived', payload: { ...moved, findings: arrived } }];
      }
    }
  },
};

/** R11: what was found is set right from a day of the assessment on, and each content that this brings is an issue of its own. */
function correct(
  { findingId, from, to, reason, effectiveFrom }: Extract<AssessmentCommand, { type: 'CorrectAssessment' }>,
  { state, findings, corrections, startedAt, moved }: AssessmentState,
  context: Context<AssessmentFacts>,
): readonly Decided<AssessmentEvent>[] {
  const finding = findings.find((one) => one.findingId === findingId);
  if (finding === undefined) return refuse('REFERENCE_NOT_FOUND', [findingId]);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (state !== 'completed') refuse('STATE_CONFLICT', [state]);
  if (isMoved(findingId, { moved })) refuse('STATE_CONFLICT', ['recordedInError']);
  // That there is none of a kind has its reason and no words of its own.
  if (finding.none) refuse('STATE_CONFLICT', ['none']);
  const effect = toInstant(effectiveFrom);
  if (effect > context.now) refuse('FUTURE_DATE', ['effectiveFrom']);
  inLife(toDate(effectiveFrom), 'effectiveFrom', context);
  if (startedAt !== undefined && toDate(effectiveFrom) < localDate(startedAt))
    refuse('TIMESCALE_INVALID', ['effectiveFrom']);
  const present = findingsAt(findings, corrections, effect).find((one) => one.findingId === findingId)?.statement ?? '';
  if (from !== undefined && from !== present) refuse('STATE_CONFLICT', ['from']);
  const what = { findingId, from: present, to, reason, effectiveFrom, issue: 0, issues: [] };
  if (!changesAnything(findings, corrections, what)) return [];
  const payload = { ...what, issues: issuesBroughtBy(findings, corrections, what) };
  return [
    {
      type: 'AssessmentCorrected',
      effectiveFrom: effect,
      payload: { ...payload, issue: issueAt(findings, [...corrections, payload], context.now) },
    },
  ];
}

const AFTER_DEATH: readonly string[] = ['CorrectAssessment', 'MoveFindings', 'ReceiveFindings', 'CancelAssessment'];
/** Nobody is assessed after their death (R38): what was found is set right, and what is open is cancelled. */
function mayGoOn({ type }: AssessmentCommand, { facts }: Context<AssessmentFacts>): void {
  if (facts.deceased && !AFTER_DEATH.includes(type)) refuse('STATE_CONFLICT', ['deceased']);
}

/** In days: nothing is asked for longer ahead. */
const YEAR = 366;
/** A policy may be late with what it asks for; a person asks for what can still be done. */
function foreseeable(dueAt: Instant | undefined, { now, actor }: Context): void {
  if (dueAt === undefined || actor.role === 'SY') return;
  if (dueAt <= now) refuse('MALFORMED', ['/dueAt: is over already']);
  if (localDate(dueAt) > addDays(localDate(now), YEAR)) refuse('FUTURE_DATE', ['dueAt']);
}

function wellDated({ dated, planRef }: Omit<Source, 'sourceId'>, context: Context<AssessmentFacts>): void {
  if (dated > localDate(context.now)) refuse('FUTURE_DATE', ['dated']);
  inLife(dated, 'dated', context);
  if (planRef !== undefined && (context.facts.plans[planRef.id]?.versionNo ?? 0) < planRef.version)
    refuse('REFERENCE_NOT_FOUND', ['planRef']);
}

/** An assessor qualifies by the token's `qualifications` (model §7). */
function qualified(actor: ActingParty): void {
  if (!actor.qualifications.includes('assessor')) refuse('NOT_QUALIFIED', ['assessor']);
}

function open({ state }: AssessmentState): void {
  if (state !== 'inProgress') refuse('STATE_CONFLICT', [state]);
}

function complete(
  coverage: Readonly<Record<string, string>>,
  state: AssessmentState,
  context: { readonly actor: ActingParty; readonly now: Instant; readonly id: string },
): readonly Extract<AssessmentEvent, { type: 'AssessmentCompleted' }>[] {
  qualified(context.actor);
  open(state);
  const domains = REQUIRED_DOMAINS[state.jurisdiction] ?? [];
  const strange = Object.keys(coverage).filter((domain) => !domains.includes(domain));
  if (strange.length > 0)
    refuse(
      'MALFORMED',
      strange.map((domain) => `/coverage/${domain}: is no domain of this assessment`),
    );
  const contradicted = domains.filter(
    (domain) =>
      coverage[domain] === 'noNeed' &&
      state.findings.some((one) => one.category === 'need' && !one.none && one.domain === domain),
  );
  if (contradicted.length > 0) refuse('STATE_CONFLICT', contradicted);
  const covered = (domain: string): boolean =>
    coverage[domain] === 'noNeed' || state.findings.some((finding) => finding.domain === domain);
  const missing = domains.filter((domain) => !covered(domain));
  if (missing.length > 0) refuse('DOMAIN_MISSING', missing);
  const empty = REQUIRED_CATEGORIES.filter(
    (category) => !state.findings.some((finding) => finding.category === category),
  );
  if (empty.length > 0) refuse('FINDINGS_INCOMPLETE', empty);
  const needs = state.findings.filter(({ category, none }) => category === 'need' && !none);
  return [
    {
      type: 'AssessmentCompleted',
      payload: {
        assessmentId: context.id,
        kind: state.kind,
        completedAt: context.now,
        version: state.version + 1,
        coverage: Object.fromEntries(
          domains.map((domain) => [
            domain,
            state.findings.some((finding) => finding.domain === domain) ? 'findings' : 'noNeed',
          ]),
        ),
        needIds: needs.map(({ findingId }) => findingId),
        needs: needs.map(({ findingId, domain }) =>
          present({
            needId: findingId,
            domain,
          }),
        ),
        outcomeIds: state.outcomes.map(({ outcomeId }) => outcomeId),
      },
    },
  ];
}
