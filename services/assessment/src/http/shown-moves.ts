import { answerOf } from '@carethread/http-api';
import type { ActingParty } from '@carethread/event-sourcing';
import type { AssessmentState } from '../domain/assessment/state.js';
import type { Correction } from '../domain/person/sheet.js';

/** Whether somebody reads every record of the tenant, and so may learn whose the other one is. */
function readsBoth({ roles }: ActingParty): boolean {
  return roles.includes('AS') || roles.includes('AU');
}

/** A fact of the sheet set right; of one that was moved, that it was so, and for those who read both records what and where. */
export function shownCorrection({ holdsFrom: _, movedTo, movedFrom, ...correction }: Correction, actor: ActingParty) {
  const { from: __, reason: ___, ...bare } = correction;
  const both = readsBoth(actor);
  const shown = (movedTo ?? movedFrom) === undefined || both ? correction : bare;
  return answerOf({
    ...shown,
    recordedInError: movedTo === undefined ? undefined : true,
    movedTo: both && movedTo !== undefined ? { personId: movedTo } : undefined,
    origin: both && movedFrom !== undefined ? { personId: movedFrom } : undefined,
  });
}

/**
 * What was recorded in error, and what came from another record. That it was so is for everybody who reads this one; the words, and
 * whose record the other is, only for those who read both.
 */
export function shownMoves(moved: AssessmentState['moved'], received: AssessmentState['received'], actor: ActingParty) {
  const both = readsBoth(actor);
  const inError = moved.flatMap(({ findings, at, reason, toPersonId, toAssessmentId }) =>
    findings.map(({ findingId, category, statement }) =>
      answerOf({
        findingId,
        category,
        at,
        statement: both ? statement : undefined,
        reason: both ? reason : undefined,
        movedTo: both ? { personId: toPersonId, assessmentId: toAssessmentId } : undefined,
      }),
    ),
  );
  const came = received.map(({ findings, at, reason, fromPersonId, fromAssessmentId }) =>
    answerOf({
      findings: [...findings],
      at,
      reason: both ? reason : undefined,
      origin: both ? { personId: fromPersonId, assessmentId: fromAssessmentId } : undefined,
    }),
  );
  return answerOf({
    recordedInError: inError.length === 0 ? undefined : inError,
    received: came.length === 0 ? undefined : came,
  });
}
