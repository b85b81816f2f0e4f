import { approvedBy } from '@carethread/approvals';
import { fault, malformed, refuse, unknownItems } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { mustBeAssessor } from './assessor.js';
import type { AssessmentEvent, Finding, FindingsReceived } from './events.js';
import { findingsAt, issueAt, issuesBroughtBy, type Correction } from './issues.js';
import type { AssessmentState } from './state.js';

export type MoveFindings = {
  readonly type: 'MoveFindings';
  readonly toAssessmentId: string;
  readonly findingIds: readonly string[];
  readonly reason?: string;
};
export type ReceiveFindings = { readonly type: 'ReceiveFindings' } & FindingsReceived;

const HAS_FINDINGS: readonly string[] = ['inProgress', 'paused', 'completed'];
/** A completed assessment is never edited: findings arrive at one that goes on. */
export const TAKES_FINDINGS: readonly string[] = ['inProgress', 'paused'];

/**
 * Findings that stand on the wrong person's record move to an assessment of the other: two assessors ask for the same, each under their
 * own token (D1). The first is an approval, the second moves them.
 */
export function moveFindings(
  { toAssessmentId, reason, ...command }: MoveFindings,
  state: AssessmentState,
  target: AssessmentState,
  context: Context,
): readonly Decided<AssessmentEvent>[] {
  mustBeAssessor(context.actor);
  const findingIds = [...new Set(command.findingIds)].sort();
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (findingIds.length === 0) return malformed(fault('/findingIds', 'empty', 'name at least one'));
  const { personId: toPersonId } = target;
  if (toPersonId === undefined || toPersonId === context.personId)
    return refuse('REFERENCE_NOT_FOUND', ['toAssessmentId']);
  if (!HAS_FINDINGS.includes(state.state)) refuse('STATE_CONFLICT', [state.state]);
  if (!TAKES_FINDINGS.includes(target.state)) refuse('STATE_CONFLICT', ['toAssessmentId']);
  const present = findingsAt(state.findings, state.corrections, context.now);
  const findings = findingIds.flatMap((id) => present.find((one) => one.findingId === id && !isMoved(id, state)) ?? []);
  const absent = unknownItems('findingIds', findingIds, (id) => findings.some(({ findingId }) => findingId === id));
  if (absent.length > 0) refuse('REFERENCE_NOT_FOUND', absent);
  // That there is none of a kind is said of this person, and so is what eligibility was decided on.
  const fixed = findings.filter(
    ({ findingId, none }) => none || state.eligibility?.needIds.includes(findingId) === true,
  );
  if (fixed.length > 0)
    refuse(
      'STATE_CONFLICT',
      fixed.map(({ findingId }) => findingId),
    );
  const by = context.actor.userId;
  const approvals = state.approvals.map((one) => ({ ...one, key: keyOf(one.toAssessmentId, one.findingIds) }));
  const approved = approvedBy(approvals, { key: keyOf(toAssessmentId, findingIds), by }, context.now);
  if (approved.state === 'sameApprover') return refuse('SECOND_APPROVER_REQUIRED', [approved.first.moveId]);
  if (approved.state === 'approvedOnce')
    return [
      {
        type: 'FindingsMoveApproved',
        payload: {
          moveId: context.newId('move'),
          toAssessmentId,
          findingIds,
          reason,
          by,
          lapsesAt: approved.lapsesAt,
        },
      },
    ];
  const { first } = approved;
  return [
    {
      type: 'FindingsMoved',
      payload: {
        moveId: first.moveId,
        assessmentId: context.id,
        toAssessmentId,
        toPersonId,
        findings,
        reason: first.reason,
        approvedBy: [first.by, by],
        corrections: state.state === 'completed' ? takenAway(findings, first.reason, state, context.now) : [],
      },
    },
  ];
}

export function receiveFindings(
  { type: _, findings, ...moved }: ReceiveFindings,
  { received }: AssessmentState,
  context: Context,
): readonly AssessmentEvent[] {
  if (received.some(({ moveId }) => moveId === moved.moveId)) return [];
  // The source stays with the record that it was attached to.
  const arrived = findings.map(({ sourceId: __, findingId, ...finding }) => ({
    ...finding,
    findingId: context.newId(findingId),
  }));
  return [{ type: 'FindingsReceived', payload: { ...moved, findings: arrived } }];
}

/** Whether a finding was moved away: it is set right, moved and cited no more. */
export function isMoved(findingId: string, { moved }: Pick<AssessmentState, 'moved'>): boolean {
  return moved.some(({ findings }) => findings.some((one) => one.findingId === findingId));
}

/** What exactly is approved: these findings, to that assessment. */
function keyOf(toAssessmentId: string, findingIds: readonly string[]): string {
  return [toAssessmentId, ...findingIds].join(' ');
}

function takenAway(
  moved: readonly Finding[],
  reason: string,
  { findings, corrections }: AssessmentState,
  now: Instant,
): readonly Correction[] {
  return moved.reduce<readonly Correction[]>((made, { findingId, statement = '' }) => {
    const before = [...corrections, ...made];
    const what = { findingId, from: statement, to: '', reason, effectiveFrom: now, issue: 0, issues: [] };
    const further = { ...what, issues: issuesBroughtBy(findings, before, what) };
    return [...made, { ...further, issue: issueAt(findings, [...before, further], now) }];
  }, []);
}
