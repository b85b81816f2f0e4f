import type { ActingParty } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type { AssessmentState } from '../domain/assessment/state.js';
import type { Correction } from '../domain/person/sheet.js';

/** Whether somebody reads every record of the tenant, and so may learn whose the other one is. */
function readsBoth({ roles }: ActingParty): boolean {
  return roles.includes('AS') || roles.includes('AU');
}

/** A fact of the sheet set right; of one that was moved, that it was so, and for those who read both records what and where. */
export function shownCorrection(
  { holdsFrom: _, movedTo, movedFrom, ...correction }: Correction,
  actor: ActingParty,
): JsonObject {
  const { from: __, reason: ___, ...bare } = correction;
  const shown = (movedTo ?? movedFrom) === undefined || readsBoth(actor) ? correction : bare;
  return {
    ...shown,
    ...(movedTo === undefined ? {} : { recordedInError: true }),
    ...(movedTo === undefined || !readsBoth(actor) ? {} : { movedTo: { personId: movedTo } }),
    ...(movedFrom === undefined || !readsBoth(actor) ? {} : { origin: { personId: movedFrom } }),
  };
}

/**
 * What was recorded in error, and what came from another record. That it was so is for everybody who reads this one; the words, and
 * whose record the other is, only for those who read both.
 */
export function shownMoves(
  moved: AssessmentState['moved'],
  received: AssessmentState['received'],
  actor: ActingParty,
): JsonObject {
  const both = readsBoth(actor);
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
