import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Decided } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { PlanCommand, PlanContext } from './commands.js';
import type { PlanEvent, Opened } from './events.js';
import { OPENERS } from './openers.js';
import { profileNamed } from './profile.js';
import type { PlanState } from './state.js';
import { takenUp } from './take-up.js';

export function open(
  command: Extract<PlanCommand, { type: 'OpenPlan' }>,
  state: PlanState,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  if (state.state !== 'none') return takenUp(state, context);
  const { planKind, episodeId, derivedFrom, sourceAssessment } = command;
  const organisationId = command.organisationId ?? context.actor.organisationId;
  if (OPENERS[planKind]?.includes(context.actor.role) !== true) refuse('ROLE_NOT_PERMITTED');
  if (organisationId === undefined) return refuse('MALFORMED', ['/organisationId: is required']);
  if (
    context.actor.role !== 'SY' &&
    context.actor.organisationId !== undefined &&
    context.actor.organisationId !== organisationId
  )
    refuse('NOT_FOUND');
  const { organisation } = context.about(organisationId);
  const { profile, laws } = profileNamed(
    command.profile ?? organisation?.jurisdiction ?? 'ENG',
    localDate(context.now),
  );
  if (derivedFrom !== undefined && context.facts.plans[derivedFrom.id] === undefined)
    refuse('REFERENCE_NOT_FOUND', ['derivedFrom']);
  if (sourceAssessment !== undefined) mustBeCompleted(sourceAssessment, context.facts);
  mustServe(episodeId, organisationId, context);
  const councilNeeds = derivedFrom === undefined ? [] : needsOf(derivedFrom, context.facts);
  const rulePacks = [
    ...(planKind === 'provider' && organisation?.councilOperated === true ? ['CITY'] : []),
    ...(planKind === 'cpa' ? ['CPA'] : []),
  ];
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
  return [
    { type: 'CarePlanOpened', payload },
    ...(derivedFrom !== undefined && newest !== undefined && newest > derivedFrom.version
      ? [superseded(context.id, derivedFrom, newest)]
      : []),
  ];
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

/** R16: the needs of the version that is named, which another may have followed by now. */
function needsOf(
  { id, version }: { readonly id: string; readonly version: number },
  facts: CarePlanFacts,
): readonly string[] {
  const plan = facts.plans[id];
  return plan?.needsByVersion?.[version] ?? plan?.needs.map(({ needId }) => needId) ?? [];
}

function superseded(
  planId: string,
  source: { readonly id: string; readonly version: number },
  supersededBy: number,
): Decided<PlanEvent> {
  return { type: 'SourcePlanSuperseded', payload: { planId, source, supersededBy } };
}

export function sourceSuperseded(
  { source, version }: Extract<PlanCommand, { type: 'NoteSourceSuperseded' }>,
  state: PlanState,
  { derivedFrom }: Opened,
  planId: string,
): readonly Decided<PlanEvent>[] {
  return derivedFrom?.id !== source || derivedFrom.version >= version || state.state === 'closed'
    ? []
    : [superseded(planId, derivedFrom, version)];
}
