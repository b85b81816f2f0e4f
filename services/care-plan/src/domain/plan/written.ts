import { refuse as refuseAtOnce } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import type { Beginning } from './beginning.js';
import type { PlanContent } from './content.js';
import { FAR } from './draft.js';
import type { PlanState } from './state.js';
import { asEffectiveAt, keepingCorrections } from './in-force.js';
import { layOver, type Conflict } from './lay-over.js';
import { atOnce } from './objections.js';
import type { ProposeVersion } from './proposal.js';
import { withOpenBeneath } from './proposed-before.js';
import type { Change } from './version.js';

type PlanContext = Context<CarePlanFacts>;

/**
 * R2: only what was written since is laid over; the same item written on both sides is refused, and named. R3: what the open
 * proposal says besides stays in it; of a first version, the sections that are not stated anew.
 */
export function written(
  command: ProposeVersion,
  { start, agreed, whole }: Beginning,
  state: PlanState,
  { now }: PlanContext,
  refuse = atOnce,
): PlanContent {
  const stale = (conflicts: readonly Conflict[]): void =>
    refuse('STALE_VERSION', [...new Set(conflicts.map(({ at }) => at))]);
  if (start === undefined)
    return command.content === undefined ? drafted(whole, state) : { ...whole, ...command.content };
  const { basedOnVersion = start.versionNo } = command;
  const base = state.versions.find(({ versionNo }) => versionNo === basedOnVersion);
  if (base === undefined) return refuseAtOnce('REFERENCE_NOT_FOUND', ['basedOnVersion']);
  if (command.content === undefined) {
    if (state.draftConflicts.length > 0) stale(state.draftConflicts);
    const { content, conflicts } = layOver(state.draftBase.content, state.draft, agreed);
    if (conflicts.length > 0) stale(conflicts);
    return withOpenBeneath(content, agreed, whole, state);
  }
  const read = asEffectiveAt(state, base, now < base.effectiveFrom ? base.effectiveFrom : FAR).content;
  const wanted = keepingCorrections(state, base, { ...read, ...command.content });
  const { content, conflicts } = layOver(read, wanted, agreed);
  if (conflicts.length > 0) stale(conflicts);
  return withOpenBeneath(content, agreed, whole);
}

/** The draft of a first version over the open proposal, without the sections that were taken out of the draft since it was made. */
function drafted(whole: PlanContent, { draft, draftProposed = {} }: PlanState): PlanContent {
  const kept = Object.entries(whole).filter(([name]) => draftProposed[name] === undefined || draft[name] !== undefined);
  return { ...Object.fromEntries(kept), ...draft };
}

/** What the proposer says of the changes, with what was agreed elsewhere; the same change stands in it once. */
export function withAgreed(
  { changes: said, cause }: ProposeVersion,
  agreed: readonly Change[],
  { proposals }: PlanState,
  { newId }: PlanContext,
): readonly Change[] {
  const before =
    said !== undefined || cause?.kind !== 'review' || cause.id === undefined
      ? []
      : (proposals.findLast((one) => one.cause.kind === 'review' && one.cause.id === cause.id)?.changes ?? []);
  const known = [...agreed, ...before.filter((one) => !agreed.some((other) => isOf(one, other)))];
  const restated = (said ?? []).map((change, index) => {
    const again = known.find((one) => isOf(change, one));
    return { ...again, ...change, changeId: change.changeId ?? again?.changeId ?? newId(`change-${index}`) };
  });
  return [...known.filter((one) => !restated.some((other) => isOf(other, one))), ...restated];
}

/** By its id; one that was given none, by what it is about. */
function isOf(one: Change, other: Change): boolean {
  if (one.changeId !== undefined) return one.changeId === other.changeId;
  return one.itemId === other.itemId && one.field === other.field;
}

/** What the open proposal was to change is in the new one, except where its author's words are overridden. */
export function notOverridden(restated: readonly Change[], lost: readonly Change[]): readonly Change[] {
  return restated.filter(({ cause, itemId }) => cause !== undefined || !lost.some((one) => one.itemId === itemId));
}
