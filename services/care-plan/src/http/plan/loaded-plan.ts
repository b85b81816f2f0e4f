import { Refusal } from '@carethread/contracts';
import type { RequestContext } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { openedByHandover, withVersions } from '../../domain/plan/handed-over.js';
import type { PlanState } from '../../domain/plan/state.js';

export interface LoadedPlan {
  readonly state: PlanState;
  readonly personId: string;
  readonly etag: string;
  readonly revision: number;
  /** D23: until when the caller may know it, where their service has ended. */
  readonly until?: string;
  /** R16: the versions that are open to a caller who sees the plan by a handover alone. */
  readonly opened?: readonly number[];
}

export async function planOf({ read, params, sight, now }: RequestContext): Promise<LoadedPlan> {
  const stream = await read.state(carePlan, params['id'] ?? '');
  const { state, personId, etag, revision, erased } = stream;
  if (revision === 0 || personId === null) throw new Refusal('NOT_FOUND');
  if (erased) throw new Refusal('CONTENT_ERASED');
  const seen = sight(personId);
  const named = await seen.byHandover(params['id'] ?? '');
  if (named !== undefined) {
    const opened = openedByHandover(state, named, now);
    return { state: withVersions(state, opened), personId, etag, revision, opened };
  }
  const until = await seen.until(carePlan, stream);
  if (until === undefined) return { state, personId, etag, revision };
  // D23: a former provider reads the plan as it stood when its service ended.
  const then = await read.history(carePlan, params['id'] ?? '', until);
  const { state: standing, closed } = state;
  // That the end of the service closed it is theirs to know.
  const ended = standing === 'closed' && closed !== undefined ? { state: standing, closed } : {};
  return { state: { ...then.state, ...ended }, personId, etag, revision: then.revision, until };
}

/** R16: a handover opens versions of a plan, and nothing of how the council works with it. */
export async function planHeld(ask: RequestContext): Promise<LoadedPlan> {
  const plan = await planOf(ask);
  if (plan.opened !== undefined) throw new Refusal('NOT_FOUND');
  return plan;
}

export async function personOfPlan(ask: RequestContext): Promise<string | null> {
  return (await planOf(ask)).personId;
}
