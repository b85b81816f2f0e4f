import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { mustBeAssessor } from './assessor.js';
import type { AssessmentEvent } from './events.js';
import type { AssessmentState } from './state.js';

export type StartAssessment = {
  readonly type: 'StartAssessment';
  readonly assessorId?: string;
  readonly place?: string;
};
export type PauseAssessment = { readonly type: 'PauseAssessment'; readonly reason?: string };
export type RefuseAssessment = {
  readonly type: 'RefuseAssessment';
  readonly capacityFindingId?: string;
  readonly abuseConcern?: boolean;
};

export function start(
  { assessorId, place }: StartAssessment,
  { state }: AssessmentState,
  { actor }: Context,
): readonly AssessmentEvent[] {
  mustBeAssessor(actor);
  if (state !== 'requested') refuse('STATE_CONFLICT', [state]);
  return [{ type: 'AssessmentStarted', payload: present({ assessorId: assessorId ?? actor.userId, place }) }];
}

export function pause({ reason }: PauseAssessment, { state }: AssessmentState): readonly AssessmentEvent[] {
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (state !== 'inProgress') refuse('STATE_CONFLICT', [state]);
  return [{ type: 'AssessmentPaused', payload: { reason } }];
}

export function refuseAssessment(
  { capacityFindingId, abuseConcern = false }: RefuseAssessment,
  { state }: AssessmentState,
): readonly AssessmentEvent[] {
  if (['none', 'completed', 'refused', 'cancelled'].includes(state)) refuse('STATE_CONFLICT', [state]);
  // Nothing that a person can be found to lack is recorded here yet: what is named is not there.
  if (capacityFindingId !== undefined) refuse('REFERENCE_NOT_FOUND', ['capacityFindingId']);
  return [{ type: 'AssessmentRefused', payload: { abuseConcern } }];
}
