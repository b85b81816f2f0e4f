import { refuse } from '@carethread/contracts';
import { heldByOpener, needsAttachment, type Context, type Decider } from '@carethread/event-sourcing';
import type { AssessmentFacts } from '../facts.js';
import { lifeOf, notBefore } from '../life.js';
import { complete, type CompleteAssessment } from './completion.js';
import { correct, type CorrectAssessment } from './correction.js';
import { decideEligibility, issueCopy, type DecideEligibility, type IssueEligibilityCopy } from './eligibility.js';
import type { AssessmentEvent } from './events.js';
import { evolve } from './evolve.js';
import { recordFinding, type RecordFinding } from './finding.js';
import { moveFindings, receiveFindings, type MoveFindings, type ReceiveFindings } from './moves.js';
import { identifyOutcome, type IdentifyOutcome } from './outcome.js';
import * as progress from './progress.js';
import { request, type RequestAssessment } from './request.js';
import { attachSource, type AttachSource } from './source.js';
import { NO_ASSESSMENT, type AssessmentState } from './state.js';

export type AssessmentCommand =
  | RequestAssessment
  | progress.StartAssessment
  | progress.PauseAssessment
  | { readonly type: 'ResumeAssessment' }
  | AttachSource
  | RecordFinding
  | IdentifyOutcome
  | DecideEligibility
  | IssueEligibilityCopy
  | CompleteAssessment
  | progress.RefuseAssessment
  | { readonly type: 'CancelAssessment'; readonly reason: string }
  | CorrectAssessment
  | MoveFindings
  | ReceiveFindings;

/** Nobody is assessed after their death (R38): what was found is set right, and what is open is cancelled. */
const AFTER_DEATH: readonly string[] = ['CorrectAssessment', 'MoveFindings', 'ReceiveFindings', 'CancelAssessment'];
/** Those that say something of a day of the person's life. */
const IN_LIFE: readonly string[] = ['RequestAssessment', 'AttachSource', 'CorrectAssessment'];

/** One assessment of one person. A completed one is never edited: it is corrected by a further issue. */
export const assessmentDecider: Decider<AssessmentState, AssessmentCommand, AssessmentEvent> = {
  category: 'assessment',
  keyClass: 'socialCare',
  // What the council found out is passed on to those whom it asks for care.
  holder: (_, opened) => {
    const by = heldByOpener(opened);
    return by.kind === 'council' ? { ...by, passedOn: true } : by;
  },
  initial: NO_ASSESSMENT,
  edits: ['AssessmentRequested', 'AssessmentStarted', 'AssessmentCompleted', 'AssessmentCorrected'],
  dated: ['AssessmentCorrected'],
  needs: (command, _, { personId }) => {
    if (command.type === 'MoveFindings') return { streams: [{ category: 'assessment', id: command.toAssessmentId }] };
    const life = IN_LIFE.includes(command.type) ? lifeOf(personId) : [];
    const { streams = [] } = command.type === 'AttachSource' ? needsAttachment(command.attachmentHash) : {};
    return { streams: [...streams, ...life] };
  },
  admits: ({ type }, { requestedAt }, context: Context<AssessmentFacts>) => {
    if (context.facts.deceased && !AFTER_DEATH.includes(type)) refuse('STATE_CONFLICT', ['deceased']);
    notBefore(requestedAt, context);
    return true;
  },
  decide: {
    RequestAssessment: request,
    StartAssessment: progress.start,
    PauseAssessment: progress.pause,
    ResumeAssessment: (_, { state }) => {
      if (state !== 'paused') refuse('STATE_CONFLICT', [state]);
      return [{ type: 'AssessmentResumed', payload: {} }];
    },
    AttachSource: attachSource,
    RecordFinding: recordFinding,
    IdentifyOutcome: identifyOutcome,
    DecideEligibility: decideEligibility,
    IssueEligibilityCopy: issueCopy,
    CompleteAssessment: complete,
    RefuseAssessment: progress.refuseAssessment,
    CancelAssessment: ({ reason }, { state }) =>
      ['requested', 'inProgress', 'paused'].includes(state)
        ? [{ type: 'AssessmentCancelled', payload: { reason } }]
        : [],
    CorrectAssessment: correct,
    MoveFindings: (command, state, context) =>
      moveFindings(command, state, context.stream(assessmentDecider, command.toAssessmentId), context),
    ReceiveFindings: receiveFindings,
  },
  evolve,
};
