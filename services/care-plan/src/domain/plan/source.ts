import type { Context, Decided } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

/** The version of the council's plan that another plan was derived from. */
type Source = NonNullable<Opened['derivedFrom']>;

/** The council's plan that this one was derived from has a later version. */
export type NoteSourceSuperseded = {
  readonly type: 'NoteSourceSuperseded';
  readonly source: string;
  readonly version: number;
};

export function noteSourceSuperseded(
  { source, version }: NoteSourceSuperseded,
  _: PlanState,
  { derivedFrom }: Opened,
  { id }: Context,
): readonly Decided<PlanEvent>[] {
  return derivedFrom?.id !== source || derivedFrom.version >= version ? [] : [superseded(id, derivedFrom, version)];
}

export function superseded(planId: string, source: Source, supersededBy: number): Decided<PlanEvent> {
  return { type: 'SourcePlanSuperseded', payload: { planId, source, supersededBy } };
}

/** R16: the needs of the version that is named, which another may have followed by now. */
export function needsOf({ id, version }: Source, { plans }: CarePlanFacts): readonly string[] {
  const plan = plans[id];
  return plan?.needsByVersion?.[version] ?? plan?.needs.map(({ needId }) => needId) ?? [];
}
