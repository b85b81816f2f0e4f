import { localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { presentItems, present, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import { OPENERS } from './openers.js';
import { profileNamed } from './profile.js';
import { needsOf, superseded } from './source.js';
import type { PlanState } from './state.js';
import { takenUp } from './take-up.js';

type PlanContext = Context<CarePlanFacts>;

export type OpenPlan = {
  readonly type: 'OpenPlan';
  readonly planKind: string;
  readonly organisationId?: string;
  readonly episodeId?: string;
  readonly profile?: Json;
  readonly derivedFrom?: { readonly id: string; readonly version: number };
  readonly sourceAssessment?: { readonly id: string; readonly version: number };
};

export function open(command: OpenPlan, state: PlanState, context: PlanContext): readonly Decided<PlanEvent>[] {
  if (state.state !== 'none') return takenUp(state, context);
  const { planKind, episodeId, derivedFrom, sourceAssessment } = command;
  const organisationId = command.organisationId ?? context.actor.organisationId;
  if (OPENERS[planKind]?.includes(context.actor.role) !== true) refuse('ROLE_NOT_PERMITTED');
  if (organisationId === undefined) return malformed(fault('/organisationId', 'required', 'is required'));
  if (
    context.actor.role !== 'SY' &&
    context.actor.organisationId !== undefined &&
    context.actor.organisationId !== organisationId
  )
    refuse('NOT_FOUND');
  const { organisation } = context.about(organisationId);
  const { profile, laws } = profileNamed(
    command.profile ?? organisation?.jurisdiction ?? context.jurisdiction,
    localDate(context.now),
  );
  if (derivedFrom !== undefined && context.facts.plans[derivedFrom.id] === undefined)
    refuse('REFERENCE_NOT_FOUND', ['derivedFrom']);
  if (sourceAssessment !== undefined) mustBeCompleted(sourceAssessment, context.facts);
  mustServe(episodeId, organisationId, context);
  const councilNeeds = derivedFrom === undefined ? [] : needsOf(derivedFrom, context.facts);
  const rulePacks = presentItems(
    planKind === 'provider' && organisation?.councilOperated === true ? 'CITY' : undefined,
    planKind === 'cpa' ? 'CPA' : undefined,
  );
  const payload: Opened = present({
    planId: context.id,
    planKind,
    organisationId,
    profile,
    laws,
    rulePacks,
    councilNeeds,
    episodeId,
    derivedFrom,
    sourceAssessment,
  });
  const newest = derivedFrom === undefined ? undefined : context.facts.plans[derivedFrom.id]?.versionNo;
  return presentItems(
    { type: 'CarePlanOpened', payload },
    derivedFrom !== undefined && newest !== undefined && newest > derivedFrom.version
      ? superseded(context.id, derivedFrom, newest)
      : undefined,
  );
}

/** The service is one of the organisation that opens the plan; R17: what is opened under no service would be closed at once. */
function mustServe(episodeId: string | undefined, organisationId: string, { facts, actor }: PlanContext): void {
  if (episodeId === undefined) return;
  const known = facts.episodes[episodeId];
  if (actor.role !== 'SY' && known?.providerId !== organisationId) refuse('REFERENCE_NOT_FOUND', ['episodeId']);
  if (known?.ended !== undefined) refuse('STATE_CONFLICT', ['ended']);
}

/** R28: what a plan starts from is a completed assessment of the person; one of their carer counts for nothing. */
function mustBeCompleted(
  { id, version }: NonNullable<Opened['sourceAssessment']>,
  { assessments }: PlanContext['facts'],
): void {
  const known = assessments.find(({ assessmentId }) => assessmentId === id);
  if (known === undefined || version > (known.version ?? 1)) refuse('REFERENCE_NOT_FOUND', ['sourceAssessment']);
}
