import { refuse } from '@carethread/contracts';
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
import type { Instant } from '@carethread/ledger';
import { changesAnything, findingsAt, issueAt, issuesBroughtBy, type Correction } from './assessment/issues.js';
import type { AssessmentFacts } from './facts.js';
import { inLife, lifeOf, notBefore } from './life.js';

export type Finding = {
  readonly findingId: string;
  readonly category: string;
  readonly domain?: string;
  readonly statement?: string;
  readonly inPersonsWords: boolean;
  readonly sourceId?: string;
  readonly none: boolean;
  readonly noneReason?: string;
};
export type Source = {
  readonly sourceId: string;
  readonly sourceType: string;
  readonly issuingBody?: string;
  readonly dated: string;
  readonly attachmentHash?: string;
  readonly planRef?: { readonly id: string; readonly version: number };
};
export type Outcome = { readonly outcomeId: string; readonly statement: string; readonly change: string };
export type Eligibility = {
  readonly needIds: readonly string[];
  readonly outcomesAffected: readonly string[];
  readonly wellbeingImpact: string;
  readonly eligible: boolean;
  readonly reasons: string;
  /** What the person was told in writing where no need is eligible; not on what was stored before it was asked for. */
  readonly advice?: string;
};

export type AssessmentState = {
  readonly state: 'none' | 'requested' | 'inProgress' | 'paused' | 'completed' | 'refused' | 'cancelled';
  readonly kind: string;
  readonly reason?: string;
  readonly dueAt?: Instant;
  readonly assessorId?: string;
  readonly requestedAt?: Instant;
  readonly startedAt?: Instant;
  readonly jurisdiction: string;
  readonly sources: readonly Source[];
  /** As they were recorded; with the corrections they are what was found (`assessment/issues.ts`). */
  readonly findings: readonly Finding[];
  /** In the order in which they were recorded. */
  readonly corrections: readonly Correction[];
  readonly outcomes: readonly Outcome[];
  readonly pauses: readonly { readonly at: Instant; readonly reason: string; readonly resumedAt?: Instant }[];
  readonly eligibility: Eligibility | undefined;
  readonly copies: readonly { readonly copyId: string; readonly format: string; readonly issuedAt: Instant }[];
  readonly version: number;
  readonly issue: number;
  readonly completedAt: Instant | undefined;
  readonly coverage: Readonly<Record<string, string>>;
  readonly abuseConcern: boolean;
};

export type AssessmentEvent =
  | {
      readonly type: 'AssessmentRequested';
      readonly payload: { readonly kind: string; readonly reason?: string; readonly dueAt?: Instant };
    }
  | { readonly type: 'AssessmentStarted'; readonly payload: { readonly assessorId: string; readonly place?: string } }
  | { readonly type: 'AssessmentPaused'; readonly payload: { readonly reason: string } }
  | { readonly type: 'AssessmentResumed'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'AssessmentSourceAttached'; readonly payload: Source }
  | { readonly type: 'FindingRecorded'; readonly payload: Finding }
  | { readonly type: 'PersonalOutcomeIdentified'; readonly payload: Outcome }
  | { readonly type: 'EligibilityDecided'; readonly payload: Eligibility }
  | {
      readonly type: 'EligibilityCopyIssued';
      readonly payload: { readonly copyId: string; readonly format: string; readonly issuedAt: Instant };
    }
  | {
      readonly type: 'AssessmentCompleted';
      readonly payload: {
        readonly assessmentId: string;
        readonly kind: string;
        readonly completedAt: Instant;
        readonly coverage: Readonly<Record<string, string>>;
        readonly version: number;
        readonly needIds: readonly string[];
        /** What each need is about; not on what was stored before plans asked for it. */
        readonly needs?: readonly { readonly needId: string; readonly domain?: string }[];
        readonly outcomeIds: readonly string[];
      };
    }
  | {
      readonly type: 'AssessmentRefused';
      readonly payload: { readonly capacityFindingId?: string; readonly abuseConcern: boolean };
    }
  /** Nobody is left to assess. */
  | { readonly type: 'AssessmentCancelled'; readonly payload: { readonly reason: string } }
  | {
      readonly type: 'AssessmentCorrected';
      readonly payload: Correction;
    };

export type AssessmentCommand =
  | { readonly type: 'RequestAssessment'; readonly kind: string; readonly reason?: string; readonly dueAt?: Instant }
  | { readonly type: 'StartAssessment'; readonly assessorId?: string; readonly place?: string }
  | { readonly type: 'PauseAssessment'; readonly reason?: string }
  | { readonly type: 'ResumeAssessment' }
  | ({ readonly type: 'AttachSource' } & Omit<Source, 'sourceId'>)
  | ({ readonly type: 'RecordFinding' } & Omit<Finding, 'findingId' | 'inPersonsWords' | 'none'> & {
        readonly findingId?: string;
        readonly inPersonsWords?: boolean;
        readonly none?: boolean;
      })
  | {
      readonly type: 'IdentifyOutcome';
      readonly outcomeId?: string;
      readonly statement: string;
      readonly change: string;
    }
  | ({ readonly type: 'DecideEligibility' } & Partial<Eligibility> & { readonly eligible: boolean })
  | { readonly type: 'IssueEligibilityCopy'; readonly format: string }
  | { readonly type: 'CompleteAssessment'; readonly coverage?: Readonly<Record<string, string>> }
  | { readonly type: 'RefuseAssessment'; readonly capacityFindingId?: string; readonly abuseConcern?: boolean }
  | { readonly type: 'CancelAssessment'; readonly reason: string }
  | {
      readonly type: 'CorrectAssessment';
      readonly findingId: string;
      /** What is set right; where it is sent, it must be what stands there. */
      readonly from?: string;
      readonly to: string;
      readonly reason?: string;
      readonly effectiveFrom: string;
    };

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
    }
  },
  needs: (command, _, { personId }) => {
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
            payload: {
              assessorId: command.assessorId ?? context.actor.userId,
              ...(command.place === undefined ? {} : { place: command.place }),
            },
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
        const unknown = needIds.filter((id) => !known.some(({ findingId }) => findingId === id));
        if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
        // Care Act 2014 s.13(5): what can be done to meet or reduce the needs, and to prevent others, is said in writing.
        if (!eligible && advice === undefined) refuse('ADVICE_REQUIRED', ['advice']);
        return [
          {
            type: 'EligibilityDecided',
            payload: {
              needIds,
              outcomesAffected,
              wellbeingImpact,
              eligible,
              reasons,
              ...(advice === undefined ? {} : { advice }),
            },
          },
        ];
      }
      case 'IssueEligibilityCopy':
        if (state.copies.length > 0 || state.eligibility === undefined) return [];
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
    }
  },
};

/** R11: what was found is set right from a day of the assessment on, and each content that this brings is an issue of its own. */
function correct(
  { findingId, from, to, reason, effectiveFrom }: Extract<AssessmentCommand, { type: 'CorrectAssessment' }>,
  { state, findings, corrections, startedAt }: AssessmentState,
  context: Context<AssessmentFacts>,
): readonly Decided<AssessmentEvent>[] {
  const finding = findings.find((one) => one.findingId === findingId);
  if (finding === undefined) return refuse('REFERENCE_NOT_FOUND', [findingId]);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (state !== 'completed') refuse('STATE_CONFLICT', [state]);
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

/** Nobody is assessed after their death (R38): what was found is set right, and what is open is cancelled. */
function mayGoOn({ type }: AssessmentCommand, { facts }: Context<AssessmentFacts>): void {
  if (facts.deceased && type !== 'CorrectAssessment' && type !== 'CancelAssessment')
    refuse('STATE_CONFLICT', ['deceased']);
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
        needs: needs.map(({ findingId, domain }) => ({
          needId: findingId,
          ...(domain === undefined ? {} : { domain }),
        })),
        outcomeIds: state.outcomes.map(({ outcomeId }) => outcomeId),
      },
    },
  ];
}
