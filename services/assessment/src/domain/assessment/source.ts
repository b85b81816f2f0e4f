import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { isAttached, type Context } from '@carethread/event-sourcing';
import type { AssessmentFacts } from '../facts.js';
import { inLife } from '../life.js';
import type { AssessmentEvent, Source } from './events.js';
import { mustBeInProgress, type AssessmentState } from './state.js';

export type AttachSource = { readonly type: 'AttachSource' } & Omit<Source, 'sourceId'>;

export function attachSource(
  { type: _, ...source }: AttachSource,
  state: AssessmentState,
  context: Context<AssessmentFacts>,
): readonly AssessmentEvent[] {
  mustBeInProgress(state);
  if (!isAttached(source.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
  wellDated(source, context);
  return [{ type: 'AssessmentSourceAttached', payload: { ...source, sourceId: context.newId('source') } }];
}

function wellDated({ dated, planRef }: Omit<Source, 'sourceId'>, context: Context<AssessmentFacts>): void {
  if (dated > localDate(context.now)) refuse('FUTURE_DATE', ['dated']);
  inLife(dated, 'dated', context);
  if (planRef !== undefined && (context.facts.plans[planRef.id]?.versionNo ?? 0) < planRef.version)
    refuse('REFERENCE_NOT_FOUND', ['planRef']);
}
