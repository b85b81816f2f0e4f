import { localDate } from '@carethread/calendar';
import type { Decided, Deadline } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { changesBetween, saysAlready } from './changes.js';
import type { PlanContent } from './content.js';
import { same } from './correction-place.js';
import { FAR } from './draft.js';
import type { PlanEvent } from './events.js';
import type { Postponed } from './payloads.js';
import type { PlanState, Proposal, StillPostponed } from './state.js';
import { asEffectiveAt, successionOf } from './in-force.js';
import { beingSigned } from './open-proposal.js';
import type { Change, Version } from './version.js';

/**
 * R10: what was agreed for a later day and is in no version that will hold then. It is kept until a version says so from that day
 * on, and is proposed day by day: a version that is published overtakes every one that has not begun, so that the changes of the
 * next day are proposed once those of the day before hold.
 */
export type ProposePostponed = { readonly type: 'ProposePostponed' };

type Kept = readonly StillPostponed[];
type Keeping = Pick<PlanState, 'postponed'>;

export function changesOf(postponed: readonly Postponed[]): readonly Change[] {
  return postponed.flatMap(({ changes }) => changes);
}

/** With one entry more; a change that was postponed before is postponed to this day now. */
export function postponedWith({ postponed = [] }: Keeping, one: Postponed): Kept {
  return one.changes.length === 0 ? postponed : inOrderOfDay([...withoutChanges(postponed, one.changes), one]);
}

/** What could not be proposed is a task and is tried with the next proposal; what can never be, or was refused, is a task and let go. */
export function triedWith({ postponed }: Keeping, changes: readonly Change[], again: boolean): PlanState['postponed'] {
  if (!again) return orNone(withoutChanges(postponed ?? [], changes));
  return postponed?.map((one) =>
    one.changes.some((change) => isAmong(change, changes)) ? { ...one, tried: true } : one,
  );
}

/** What a version that takes effect in time says already, or was made of, is postponed no longer. */
export function postponedAfter(state: PlanState, made: readonly Change[], now: Instant): PlanState['postponed'] {
  const version = state.versions.at(-1);
  if (version === undefined || state.postponed === undefined) return state.postponed;
  const { content } = asEffectiveAt(state, version, FAR);
  const left = state.postponed.flatMap(({ tried: _, ...one }) => {
    if (version.effectiveFrom > one.effectiveFrom && version.effectiveFrom > now) return [one];
    const changes = one.changes.filter((change) => !isAmong(change, made) && !saysAlready(content, change));
    return changes.length === 0 ? [] : [{ ...one, changes }];
  });
  return orNone(left);
}

/** What is to hold by a day, and stands in whatever is proposed for it. */
export function postponedUntil({ postponed = [] }: Keeping, day: string): readonly Change[] {
  return changesOf(postponed.filter(({ effectiveFrom }) => localDate(effectiveFrom) <= day));
}

/** What is postponed to a later day than this. */
export function postponedPast({ postponed = [] }: Keeping, day: string): readonly Postponed[] {
  return postponed.filter(({ effectiveFrom }) => localDate(effectiveFrom) > day).map(({ tried: _, ...one }) => one);
}

/** The changes of the day that comes first; those whose day has come already are proposed together. */
export function nextPostponed({ postponed = [] }: Keeping, now: Instant): Postponed | undefined {
  const open = postponed.filter(({ tried }) => tried !== true);
  const [first] = open;
  if (first === undefined) return undefined;
  const together = open.filter(({ effectiveFrom }) =>
    first.effectiveFrom <= now ? effectiveFrom <= now : effectiveFrom === first.effectiveFrom,
  );
  return { effectiveFrom: first.effectiveFrom, changes: changesOf(together) };
}

/** The changes of the next day fall due when the version of the day before begins, unless something is being signed. */
export function deadlinesOfPostponed(state: PlanState): readonly Deadline<ProposePostponed>[] {
  const next = state.postponed?.find(({ tried }) => tried !== true);
  if (next === undefined || state.state === 'closed' || beingSigned(state) !== undefined) return [];
  const before = successionOf(state).findLast(({ effectiveFrom }) => effectiveFrom <= next.effectiveFrom);
  const name = `postponed.${state.versions.length}.${state.proposals.length}`;
  return before === undefined ? [] : [{ at: before.effectiveFrom, name, command: { type: 'ProposePostponed' } }];
}

/** R10: the open proposal is made anew when a version begins that it does not hold: what it starts from is no longer in force. */
export type ProposeAnew = { readonly type: 'ProposeAnew' };

/** The versions that were upcoming when the open proposal was made, are not in it, and begin, or have begun, while it is signed. */
function notHeld(state: PlanState): readonly Version[] {
  const { notCarried = [], basedOnVersion } = beingSigned(state) ?? {};
  return state.versions.filter(
    ({ versionNo, overtaken }) =>
      overtaken === undefined && versionNo !== basedOnVersion && notCarried.some((one) => one.versionNo === versionNo),
  );
}

/** Whether one of them has begun: the open proposal, signed as it is, would put it out of force. */
export function beganMeanwhile(state: PlanState, now: Instant): boolean {
  return notHeld(state).some(({ effectiveFrom }) => effectiveFrom <= now);
}

export function deadlinesOfProposal(state: PlanState): readonly Deadline<ProposeAnew>[] {
  return notHeld(state).map(({ versionNo, effectiveFrom }) => ({
    at: effectiveFrom,
    name: `anew.${versionNo}.${state.proposals.length}`,
    command: { type: 'ProposeAnew' },
  }));
}

/** Events for what a proposal puts off, or a version overtakes, that is not kept yet. */
export function postponing(
  entries: readonly Postponed[],
  { postponed = [] }: Keeping,
  planId: string,
): readonly Decided<PlanEvent>[] {
  const kept = changesOf(postponed);
  return entries.flatMap((one): readonly Decided<PlanEvent>[] => {
    const changes = one.changes.filter((change) => !isAmong(change, kept));
    return changes.length === 0 ? [] : [{ type: 'AgreedChangesPostponed', payload: { planId, ...one, changes } }];
  });
}

/** What the version that a publication overtakes was to change: from its own day nothing else says so. */
export function overtakenBy(
  proposal: Pick<Proposal, 'notCarried'>,
  effectiveFrom: Instant,
  state: PlanState,
  { now, newId }: { readonly now: Instant; newId(name: string): string },
): readonly Postponed[] {
  const { notCarried = [] } = proposal;
  const others = state.versions.filter(
    (one) =>
      one.overtaken === undefined &&
      one.effectiveFrom > now &&
      localDate(one.effectiveFrom) < localDate(effectiveFrom) &&
      !notCarried.some(({ versionNo }) => versionNo === one.versionNo),
  );
  return [...notCarried, ...others.map((version) => changesMadeBy(version, state, newId))];
}

/** What a version changes of the one that it was laid over. */
export function changesMadeBy(
  version: Version,
  state: PlanState,
  newId: (name: string) => string,
  base: number | undefined = version.basedOnVersion,
): Postponed {
  const { versionNo, effectiveFrom } = version;
  const after = asEffectiveAt(state, version, FAR).content;
  const kept = changesOf(state.postponed ?? []);
  const changes = changesBetween(contentOf(base, state), after, (index) => newId(`not-carried-${index}`)).filter(
    (change) => !kept.some((one) => isTheSame(one, change)),
  );
  return { versionNo, effectiveFrom, changes };
}

/** How a version reads with every correction that is known; empty where there is none of that number. */
function contentOf(versionNo: number | undefined, state: PlanState): PlanContent {
  const version = state.versions.find((one) => one.versionNo === versionNo);
  return version === undefined ? {} : asEffectiveAt(state, version, FAR).content;
}

function orNone(postponed: Kept): PlanState['postponed'] {
  return postponed.length === 0 ? undefined : postponed;
}

function inOrderOfDay(postponed: Kept): Kept {
  return postponed.toSorted((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0,
  );
}

function withoutChanges(postponed: Kept, changes: readonly Change[]): Kept {
  return postponed.flatMap((one) => {
    const others = one.changes.filter((change) => !isAmong(change, changes));
    return others.length === 0 ? [] : [{ ...one, changes: others }];
  });
}

/** Whether a change with that id is one of these. */
export function isAmong({ changeId }: Change, changes: readonly Change[]): boolean {
  return changeId !== undefined && changes.some((one) => one.changeId === changeId);
}

/** Whether two changes make the same of the same place, whatever their ids. */
export function isTheSame(one: Change, other: Change): boolean {
  const placeAndValue = ({ op, section, itemId, field, to }: Change) => [
    op ?? '',
    section ?? '',
    itemId,
    field ?? '',
    to ?? null,
  ];
  return same(placeAndValue(one), placeAndValue(other));
}
