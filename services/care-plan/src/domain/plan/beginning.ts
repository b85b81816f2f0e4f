import { localDate, toDate, toInstant } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { withChanges } from './changes.js';
import type { PlanContent } from './content.js';
import { corrected, same } from './correction-place.js';
import { FAR } from './draft.js';
import type { PlanState, Proposal } from './state.js';
import type { Postponed } from './payloads.js';
import { asEffectiveAt, upcomingAt, versionAt } from './in-force.js';
import { layOver } from './lay-over.js';
import { openProposal } from './open-proposal.js';
import { changesMadeBy, changesOf, postponedPast, postponedUntil, postponedWith } from './postponed.js';
import { writtenIn } from './proposed-before.js';
import type { Change, Version } from './version.js';

type PlanContext = Context<CarePlanFacts>;

/** What a proposal starts from: the version that will hold then, with what was agreed since it was published. */
export interface Beginning {
  readonly start: Version | undefined;
  /** The start with everything that was agreed elsewhere. */
  readonly agreed: PlanContent;
  /** The start with the whole of the open proposal. */
  readonly whole: PlanContent;
  /** What is in that already. */
  readonly contained: readonly Change[];
  readonly notCarried: readonly Postponed[];
  /** What of that the author of the open proposal wrote, for a later day. */
  readonly putOff: readonly Change[];
  /** The open proposal, where the new one holds what it says. */
  readonly held: Proposal | undefined;
}

export function beginning(effectiveFrom: string | undefined, state: PlanState, context: PlanContext): Beginning {
  const { now } = context;
  const day = effectiveFrom === undefined ? localDate(now) : toDate(effectiveFrom);
  const start = startOf(effectiveFrom, state, now);
  const holds = start === undefined ? {} : asEffectiveAt(state, start, FAR).content;
  const open = openProposal(state);
  // A first version is one, whatever day is requested for it.
  const later = start !== undefined && isLater(open?.effectiveFrom, effectiveFrom, now);
  const others = open === undefined ? [] : agreedIn(open);
  const due = withoutAgain(later ? state.agreed : [...others, ...state.agreed], postponedUntil(state, day));
  const current = withChanges(holds, due);
  const whole = open === undefined || later ? current.content : withOpen(open, current.content, state);
  const putOff = later && open !== undefined ? putOffBy(open, others, state, context) : [];
  return {
    start,
    agreed: current.content,
    whole,
    contained: withoutAgain(later ? [] : (open?.changes ?? []), current.made),
    putOff,
    held: later ? undefined : open,
    notCarried: [
      ...upcomingNotCarried(start, state, context),
      ...postponedPast(
        later && open?.effectiveFrom !== undefined
          ? {
              postponed: postponedWith(state, {
                effectiveFrom: toInstant(open.effectiveFrom),
                changes: [...others, ...putOff],
              }),
            }
          : state,
        day,
      ),
    ],
  };
}

/** What was written in the open proposal itself, besides what policies were contained was agreed. */
function putOffBy(
  open: Proposal,
  others: readonly Change[],
  state: PlanState,
  context: PlanContext,
): readonly Change[] {
  const base = state.versions.find(({ versionNo }) => versionNo === open.basedOnVersion);
  if (base === undefined) return [];
  const before = withChanges(asEffectiveAt(state, base, FAR).content, others).content;
  return writtenIn(open, before, withOpen(open, before, state), changesOf(state.postponed ?? []), context);
}

/** Everything that the open proposal says, over the version that is to be amended as it reads now. */
function withOpen(open: Proposal, onto: PlanContent, state: PlanState): PlanContent {
  const base = state.versions.find(({ versionNo }) => versionNo === open.basedOnVersion);
  if (base === undefined) return layOver({}, open.content, onto).content;
  // R1: as the base read when the proposal was made; what was set right since stands in what it is laid over.
  const then = { ...state, corrections: state.corrections.slice(0, open.correctionsSeen) };
  const { content } = layOver(asEffectiveAt(then, base, FAR).content, open.content, onto);
  return state.corrections
    .slice(open.correctionsSeen)
    .filter((correction) => correction.op === 'add' && same(corrected(onto, correction), onto))
    .reduce(corrected, content);
}

/** R10: while a version is upcoming, what takes effect on or after its day starts from it, what takes effect before does not. */
export function startOf(effectiveFrom: string | undefined, state: PlanState, now: Instant): Version | undefined {
  const upcoming = upcomingAt(state, now);
  if (upcoming === undefined || effectiveFrom === undefined) return versionAt(state, now) ?? upcoming;
  return localDate(upcoming.effectiveFrom) <= toDate(effectiveFrom) ? upcoming : (versionAt(state, now) ?? upcoming);
}

/** What an upcoming version changes that a proposal which begins before it does not hold. */
function upcomingNotCarried(start: Version | undefined, state: PlanState, context: PlanContext): readonly Postponed[] {
  const upcoming = upcomingAt(state, context.now);
  if (upcoming === undefined || upcoming.versionNo === start?.versionNo) return [];
  const base = upcoming.basedOnVersion ?? start?.versionNo;
  const { versionNo, effectiveFrom } = upcoming;
  const { changes } = changesMadeBy(upcoming, state, context.newId, base);
  return changes.length === 0 ? [] : [{ versionNo, effectiveFrom, changes }];
}

/** Its changes that policies were contained of; in proposals of before each change named its cause, all of one that a policy made. */
export function agreedIn({ changes, cause }: Proposal): readonly Change[] {
  return changes.flatMap((change) => {
    const from = change.cause ?? (cause.kind === 'review' ? cause : undefined);
    const says = change.to !== undefined || change.op !== undefined;
    return from === undefined || !says ? [] : [{ ...change, cause: from }];
  });
}

/** Changes of both, each once: a proposal that was made again holds what is also kept beside it. */
function withoutAgain(first: readonly Change[], more: readonly Change[]): readonly Change[] {
  return [...first, ...more.filter((one) => !first.some(({ changeId }) => changeId === one.changeId))];
}

export function ahead(effectiveFrom: string | undefined, now: Instant): string | undefined {
  return effectiveFrom !== undefined && toInstant(effectiveFrom) > now ? effectiveFrom : undefined;
}

/** Whether the open proposal is for a later day than the new one: what it holds must not take effect before. */
function isLater(open: string | undefined, wanted: string | undefined, now: Instant): boolean {
  if (open === undefined) return false;
  return toDate(open) > (wanted === undefined ? localDate(now) : toDate(wanted));
}
