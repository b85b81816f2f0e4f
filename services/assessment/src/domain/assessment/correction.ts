import { localDate, toDate, toInstant } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { AssessmentFacts } from '../facts.js';
import { inLife } from '../life.js';
import type { AssessmentEvent } from './events.js';
import { changesAnything, findingsAt, issueAt, issuesBroughtBy } from './issues.js';
import { isMoved } from './moves.js';
import type { AssessmentState } from './state.js';

export type CorrectAssessment = {
  readonly type: 'CorrectAssessment';
  readonly findingId: string;
  /** What is set right; where it is sent, it must be what stands there. */
  readonly from?: string;
  readonly to: string;
  readonly reason?: string;
  readonly effectiveFrom: string;
};

/** R11: what was found is set right from a day of the assessment on, and each content that this brings is an issue of its own. */
export function correct(
  { findingId, from, to, reason, effectiveFrom }: CorrectAssessment,
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
