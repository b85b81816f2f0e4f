import type { ActingParty } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type { AssessmentState } from '../domain/assessment.js';

/** Who reads every record of the tenant, and so may learn whose the other one is. */
const READ_BOTH: readonly string[] = ['AS', 'AU'];

/**
 * What was recorded in error, and what came from another record. That it was so is for everybody who reads this one; the words, and
 * whose record the other is, only for those who read both.
 */
export function shownMoves(
  moved: AssessmentState['moved'],
  received: AssessmentState['received'],
  { roles }: ActingParty,
): JsonObject {
  const both = READ_BOTH.some((role) => roles.includes(role));
  const inError = moved.flatMap(({ findings, at, reason, toPersonId, toAssessmentId }) =>
    findings.map(({ findingId, category, statement }) => ({
      findingId,
      category,
      at,
      ...(both
        ? {
            ...(statement === undefined ? {} : { statement }),
            reason,
            movedTo: { personId: toPersonId, assessmentId: toAssessmentId },
          }
        : {}),
    })),
  );
  const came = received.map(({ findings, at, reason, fromPersonId, fromAssessmentId }) => ({
    findings: [...findings],
    at,
    ...(both ? { reason, origin: { personId: fromPersonId, assessmentId: fromAssessmentId } } : {}),
  }));
  return {
    ...(inError.length === 0 ? {} : { recordedInError: inError }),
    ...(came.length === 0 ? {} : { received: came }),
  };
}
