import { refuse, Refusal, type RefusalCode } from '@carethread/contracts';
import { addDays, localDate, toDate, toInstant } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { contentHash, type Instant, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { saysAlready, withChanges } from './changes.js';
import { mustBeComplete, mustBeSound } from './completeness.js';
import type { PlanContent } from './content.js';
import { notCarried as notCarriedOver } from './correct.js';
import { corrected, same, valueAt } from './correction-place.js';
import { FAR } from './draft.js';
import type { Opened, PlanEvent, PlanState, Postponed, Proposal } from './events.js';
import { incompleteAmendment } from './incomplete.js';
import { asEffectiveAt, carriedBy, keepingCorrections, standingOf, upcomingAt, versionAt } from './in-force.js';
import { changesMadeBy, changesOf, postponedPast, postponedUntil, postponedWith, postponing } from './postponed.js';
import { layOver, type Conflict } from './lay-over.js';
import { mustBePublishable } from './obstacles.js';
import { beingSigned, openProposal } from './open-proposal.js';
import { profileHolding } from './profile.js';
import {
  overriddenBy,
  reasonsOf,
  takenOverFrom,
  withOpenBeneath,
  withoutRewritten,
  writtenIn,
} from './proposed-before.js';
import type { Cause, Change, Version } from './version.js';

type PlanContext = Context<CarePlanFacts>;

export type ProposeVersion = {
  readonly type: 'ProposeVersion';
  readonly content?: PlanContent;
  readonly effectiveFrom?: string;
  readonly cause?: Cause;
  readonly changes?: readonly Change[];
  readonly basedOnVersion?: number;
  readonly riskRefs?: readonly { readonly id: string; readonly version: number }[];
  readonly reason?: string;
};

/** What a review, a decision about a level or an overtaken version wants changed, and nothing besides. */
export type ProposeAgreedChanges = {
  readonly type: 'ProposeAgreedChanges';
  readonly cause: Cause;
  readonly changes: readonly Change[];
  readonly effectiveFrom?: string;
};

/** What a proposal comes to before it is tested. */
interface Laid {
  readonly content: PlanContent;
  /** The version that it starts from, and how that reads. */
  readonly start: Version | undefined;
  readonly changes: readonly Change[];
  readonly notCarried: readonly Postponed[];
  readonly overridden?: readonly Change[];
}

/** What a proposal starts from: the version that will hold then, with what was agreed since it was published. */
interface Beginning {
  readonly start: Version | undefined;
  /** The start with everything that policies were told was agreed. */
  readonly agreed: PlanContent;
  /** The start with the whole of the open proposal. */
  readonly whole: PlanContent;
  /** What is in that already. */
  readonly told: readonly Change[];
  readonly notCarried: readonly Postponed[];
  /** What of that was written by whoever made the open proposal, for a later day. */
  readonly putOff: readonly Change[];
  /** The open proposal, where the new one holds what it says. */
  readonly held: Proposal | undefined;
}

/**
 * A version proposed by a person: what was written since, over the version that it starts from and what was agreed meanwhile. What
 * could not be proposed when it was agreed stands in it where it can by now; where it cannot, it is still somebody's task.
 */
export function propose(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  const events = withOrWithoutAgreed(command, state, opened, context);
  const { proposalNo, notCarried = [] } = events[0].payload;
  const unpublished = notCarried.filter(({ versionNo }) => versionNo === undefined);
  return [
    ...events,
    ...(hasPassed(command.effectiveFrom, context.now)
      ? [publicationRefused(proposalNo, 'EFFECTIVE_BEFORE_CONSENT', context.id)]
      : []),
    ...postponing(unpublished, state, context.id),
  ];
}

/** That a proposal is not published is an event: at the end, or at once where it is certain, so that nobody waits for signatures. */
export function publicationRefused(proposalNo: number, code: RefusalCode, planId: string): Decided<PlanEvent> {
  return { type: 'PublicationRefused', payload: { planId, proposalNo, code } };
}

function withOrWithoutAgreed(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): ReturnType<typeof proposeWith> {
  if (state.agreed.length === 0 && state.postponed === undefined) return proposeWith(command, state, opened, context);
  try {
    return proposeWith(command, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return proposeWith(command, { ...state, agreed: [], postponed: undefined }, opened, context);
  }
}

function proposeWith(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly [Decided<Extract<PlanEvent, { type: 'PlanVersionProposed' }>>, ...Decided<PlanEvent>[]] {
  mustBeSound(command.content ?? {});
  mustBeFree(command.effectiveFrom, state, context.now);
  const from = beginning(command.effectiveFrom, state, context);
  const { start, agreed, whole, held } = from;
  mustComeAfterConsent(command.effectiveFrom, start, context.now);
  const content = written(command, from, state, context);
  mustBeSound(content);
  const { notCarried, overridden } = withoutRewritten(from.notCarried, from.putOff, agreed, content);
  const lost = [...(held === undefined ? [] : overriddenBy(content, agreed, whole, context)), ...overridden];
  const changes = toldAgain(command, stillTold(from.told, lost), state, context);
  const laid = { content, start, changes, notCarried, overridden: lost };
  mustBeProposable(command.effectiveFrom, laid, state, opened, context);
  mustHaveReason(command, changes, state);
  return [
    proposed(command, laid, held, state, opened, context),
    ...factsNotHeld(content, held, state, opened, context),
  ];
}

/** What the open proposal was told to change is in the new one, except where its author's words are overridden. */
function stillTold(told: readonly Change[], lost: readonly Change[]): readonly Change[] {
  return told.filter(({ cause, itemId }) => cause !== undefined || !lost.some((one) => one.itemId === itemId));
}

/** R1: a fact that was set right since the open proposal, which says otherwise, is told to whoever leads the plan. */
function factsNotHeld(
  content: PlanContent,
  held: Proposal | undefined,
  state: PlanState,
  opened: Opened,
  { id }: PlanContext,
): readonly Decided<PlanEvent>[] {
  if (held === undefined) return [];
  return state.corrections
    .slice(held.correctionsSeen)
    .filter(
      (correction) =>
        correction.op !== 'add' &&
        same(valueAt(correction.field, content), valueAt(correction.field, held.content)) &&
        !same(corrected(content, correction), content),
    )
    .map((correction) => notCarriedOver(correction, opened, id));
}

/**
 * R3, C7: agreed changes apply to the version that holds when they take effect, and to the open proposal with everything in it;
 * the draft is left as it is. What cannot be applied, or makes no complete plan, is an event of its own, and a task.
 */
export function proposeAgreed(
  command: ProposeAgreedChanges,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  if (command.changes.length === 0) return [];
  const named = command.changes.map((change) => ({ ...change, cause: change.cause ?? command.cause }));
  const incomplete = (
    code: string,
    items: readonly string[],
    changes: readonly Change[],
    more: { readonly pending?: true } = {},
  ): Decided<PlanEvent> => incompleteAmendment(command.cause, code, items, changes, opened, context.id, more);
  const open = openProposal(state);
  if (state.versions.length === 0) {
    // A first version is written with the level that is decided; one that is being signed by then was not.
    if (open === undefined && command.cause.kind === 'cpaLevel') return [];
    return [incomplete('NO_VERSION_IN_FORCE', [], named, open === undefined ? {} : { pending: true })];
  }
  const effectiveFrom = command.effectiveFrom ?? ahead(open?.effectiveFrom, context.now);
  const { start, notCarried, whole, told, held } = beginning(effectiveFrom, state, context);
  const { content, made, faults } = withChanges(whole, named);
  // What the open proposal says already is agreed once more with it, and proposed again where its day has passed unsigned.
  const said = faults.filter(({ change }) => saysAlready(whole, change));
  const failing = faults
    .filter((fault) => !said.includes(fault))
    .map(({ code, items, change }) => incomplete(code, items, [change]));
  const stands = beingSigned(state) === undefined ? said.map(({ change }) => change) : [];
  if (made.length + stands.length === 0)
    return [...said.map(({ code, items, change }) => incomplete(code, items, [change])), ...failing];
  const changes = [...withoutOverridden(told, [...stands, ...made]), ...stands, ...made];
  const laid = { content, start, changes, notCarried };
  try {
    mustBeSound(content);
    mustBeFree(effectiveFrom, state, context.now);
    mustBeProposable(effectiveFrom, laid, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...failing, incomplete(error.code, error.items, [...stands, ...made], { pending: true })];
  }
  const asked = { cause: command.cause, ...(effectiveFrom === undefined ? {} : { effectiveFrom }) };
  return [
    ...failing,
    proposed(asked, laid, held, state, opened, context),
    ...factsNotHeld(content, held, state, opened, context),
  ];
}

/**
 * R10: the open proposal once more, on top of a version that has begun since it was made: signed as it was, it would put out of force
 * what that version brought. Where it can no longer be proposed it is returned, and somebody's task.
 */
export function proposeAnew(state: PlanState, opened: Opened, context: PlanContext): readonly Decided<PlanEvent>[] {
  const open = openProposal(state);
  if (open === undefined) return [];
  const effectiveFrom = ahead(open.effectiveFrom, context.now);
  const { start, notCarried, whole, told, held } = beginning(effectiveFrom, state, context);
  if (start === undefined || start.versionNo === open.basedOnVersion) return [];
  const laid = { content: whole, start, changes: told, notCarried };
  try {
    mustBeSound(whole);
    mustBeProposable(effectiveFrom, laid, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, items } = error;
    return [
      { type: 'ProposalReturned', payload: { proposalNo: open.proposalNo, because: 'overtaken' } },
      incompleteAmendment(open.cause, code, items, open.changes, opened, context.id, { pending: true }),
    ];
  }
  const { cause, author } = open;
  const asked = { cause, ...(effectiveFrom === undefined ? {} : { effectiveFrom }) };
  const made = proposed(asked, laid, open, state, opened, context);
  return [{ ...made, payload: { ...made.payload, author } }, ...factsNotHeld(whole, held, state, opened, context)];
}

function beginning(effectiveFrom: string | undefined, state: PlanState, context: PlanContext): Beginning {
  const { now } = context;
  const day = effectiveFrom === undefined ? localDate(now) : toDate(effectiveFrom);
  const start = startOf(effectiveFrom, state, now);
  const holds = start === undefined ? {} : asEffectiveAt(state, start, FAR).content;
  const open = openProposal(state);
  // A first version is one, whatever the day that is asked for it.
  const later = start !== undefined && isLater(open?.effectiveFrom, effectiveFrom, now);
  const others = open === undefined ? [] : agreedIn(open);
  const due = withoutAgain([...(later ? [] : others), ...state.agreed], postponedUntil(state, day));
  const current = withChanges(holds, due);
  const whole = open === undefined || later ? current.content : withOpen(open, current.content, state);
  const putOff = later && open !== undefined ? putOffBy(open, others, state, context) : [];
  return {
    start,
    agreed: current.content,
    whole,
    told: withoutAgain(later ? [] : (open?.changes ?? []), current.made),
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

/** What was written in the open proposal itself, besides what policies were told was agreed. */
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

/**
 * R2: only what was written since is laid over; the same item written on both sides is refused, and named. R3: what the open
 * proposal says besides stays in it; of a first version, the sections that are not stated anew.
 */
function written(
  command: ProposeVersion,
  { start, agreed, whole }: Beginning,
  state: PlanState,
  { now }: PlanContext,
): PlanContent {
  if (start === undefined) return { ...whole, ...(command.content ?? state.draft) };
  const { basedOnVersion = start.versionNo } = command;
  const base = state.versions.find(({ versionNo }) => versionNo === basedOnVersion);
  if (base === undefined) return refuse('REFERENCE_NOT_FOUND', ['basedOnVersion']);
  if (command.content === undefined) {
    if (state.draftConflicts.length > 0) stale(state.draftConflicts);
    const { content, conflicts } = layOver(state.draftBase.content, state.draft, agreed);
    return conflicts.length > 0 ? stale(conflicts) : withOpenBeneath(content, agreed, whole, state);
  }
  const read = asEffectiveAt(state, base, now < base.effectiveFrom ? base.effectiveFrom : FAR).content;
  const wanted = keepingCorrections(state, base, { ...read, ...command.content });
  const { content, conflicts } = layOver(read, wanted, agreed);
  return conflicts.length > 0 ? stale(conflicts) : withOpenBeneath(content, agreed, whole);
}

function stale(conflicts: readonly Conflict[]): never {
  return refuse('STALE_VERSION', [...new Set(conflicts.map(({ at }) => at))]);
}

/** What the proposer says of the changes, with what was agreed elsewhere; the same change is told once. */
function toldAgain(
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
  const told = (said ?? []).map((change, index) => {
    const again = known.find((one) => isOf(change, one));
    return { ...again, ...change, changeId: change.changeId ?? again?.changeId ?? newId(`change-${index}`) };
  });
  return [...known.filter((one) => !told.some((other) => isOf(other, one))), ...told];
}

/** By its id; one that was given none, by what it is about. */
function isOf(one: Change, other: Change): boolean {
  if (one.changeId !== undefined) return one.changeId === other.changeId;
  return one.itemId === other.itemId && one.field === other.field;
}

/** R13, ENG-141: an amendment says why, or what caused it; a first version needs neither. */
function mustHaveReason(
  { reason, cause, changes: said = [] }: ProposeVersion,
  changes: readonly Change[],
  state: PlanState,
): void {
  const first = state.versions.every(({ provisional }) => provisional);
  const caused =
    cause !== undefined && (CAUSES.includes(cause.kind) || (cause.kind === 'review' && cause.id !== undefined));
  const explained = said.length > 0 && said.every((one) => one.reason !== undefined);
  const agreed = changes.some((change) => change.cause !== undefined);
  if (!first && reason === undefined && !caused && !explained && !agreed) refuse('REASON_REQUIRED', ['reason']);
}

const CAUSES = ['emergency', 'transfer', 'correctionOfCare', 'replacement', 'cpaLevel', 'overtaken'];

/** What publication would refuse is refused here, where somebody can still do something about it (R4). */
function mustBeProposable(
  effectiveFrom: string | undefined,
  { content, start }: Laid,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): void {
  const { facts, now } = context;
  const first = state.versions.length === 0;
  const effectiveOn = effectiveFrom === undefined ? localDate(now) : toDate(effectiveFrom);
  mustBeComplete(
    content,
    {
      planKind: opened.planKind,
      jurisdiction: profileProposedUnder(effectiveFrom, state, opened, now),
      rulePacks: opened.rulePacks,
      organisationId: opened.organisationId,
      personId: context.personId,
      discussions: state.discussions,
      discussed: state.discussed,
      involvement: state.involvement,
      councilNeeds: opened.councilNeeds,
      effectiveOn: start === undefined ? effectiveOn : toDate(start.effectiveFrom),
      first,
      before: start === undefined ? {} : asEffectiveAt(state, start, FAR).content,
    },
    facts,
  );
  mustBePublishable(content, state, opened, context);
}

/** Two versions cannot be asked for one instant, nor one for a day too far ahead. */
function mustBeFree(effectiveFrom: string | undefined, state: PlanState, now: Instant): void {
  if (effectiveFrom === undefined) return;
  const at = toInstant(effectiveFrom);
  // One that is asked for today takes effect when it is signed, which is later.
  if (
    at > now &&
    state.versions.some((version) => version.effectiveFrom === at && standingOf(state, version, now) !== 'overtaken')
  )
    refuse('STATE_CONFLICT', ['effectiveFrom']);
  if (toDate(effectiveFrom) > addDays(localDate(now), 28)) refuse('TIMESCALE_INVALID', ['effectiveFrom']);
}

/**
 * No version takes effect before it was agreed. A day before the version that is amended is a slip, and refused; a later one that has
 * passed is kept as it was asked for, with the refusal of its publication beside it: it is proposed again for another day.
 */
function mustComeAfterConsent(effectiveFrom: string | undefined, start: Version | undefined, now: Instant): void {
  if (!hasPassed(effectiveFrom, now)) return;
  if (start === undefined || toDate(effectiveFrom) < localDate(start.effectiveFrom))
    refuse('EFFECTIVE_BEFORE_CONSENT', ['effectiveFrom']);
}

function hasPassed(effectiveFrom: string | undefined, now: Instant): effectiveFrom is string {
  return effectiveFrom !== undefined && toDate(effectiveFrom) < localDate(now);
}

/** A proposal answers to the profile that will hold when its version takes effect. */
function profileProposedUnder(
  effectiveFrom: string | undefined,
  state: PlanState,
  opened: Opened,
  now: Instant,
): string {
  const at = effectiveFrom === undefined ? now : toInstant(effectiveFrom);
  return profileHolding(opened, state, at > now ? at : now).profile.code;
}

function proposed(
  command: Omit<ProposeVersion, 'type' | 'content' | 'changes' | 'basedOnVersion'>,
  { content, start, changes, notCarried, overridden = [] }: Laid,
  held: Proposal | undefined,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): Decided<Extract<PlanEvent, { type: 'PlanVersionProposed' }>> {
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  // R25: whoever proposes may add a risk, and leaves none out.
  const linked = Object.entries(state.risks).map(([id, version]) => ({ id, version }));
  const agreed = changes.flatMap((change) => change.cause ?? []);
  const {
    effectiveFrom,
    cause = agreed.at(-1) ?? { kind: state.versions.length === 0 ? 'initial' : 'amendment' },
    riskRefs: named = [],
  } = command;
  const before = takenOverFrom(held);
  const added = [...named, ...before.riskRefs.filter(({ id }) => !named.some((one) => one.id === id))];
  const riskRefs = [...linked, ...added.filter(({ id }) => state.risks[id] === undefined)];
  const causes = distinctCauses([cause, ...agreed, ...before.causes]);
  const reason = reasonsOf(before.reason, command.reason);
  return {
    type: 'PlanVersionProposed',
    payload: {
      planId: context.id,
      planKind: opened.planKind,
      organisationId: opened.organisationId,
      rulePacks: opened.rulePacks,
      jurisdiction: profileProposedUnder(effectiveFrom, state, opened, context.now),
      proposalNo: state.proposals.length + 1,
      content,
      salts,
      contentHash: contentHash(content, salts),
      changes,
      cause,
      ...(causes.length > 1 ? { causes } : {}),
      riskRefs,
      author: context.actor.userId,
      ...(start === undefined ? {} : { basedOnVersion: start.versionNo }),
      ...(start === undefined ? {} : { correctionIds: carriedBy(state, start, content) }),
      ...(notCarried.length === 0 ? {} : { notCarried }),
      ...(overridden.length === 0 ? {} : { overridden }),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(reason === undefined ? {} : { reason }),
    },
  };
}

/** Its changes that policies were told of; in proposals of before each change named its cause, all of one that a policy made. */
export function agreedIn({ changes, cause }: Proposal): readonly Change[] {
  return changes.flatMap((change) => {
    const from = change.cause ?? (cause.kind === 'review' ? cause : undefined);
    const says = change.to !== undefined || change.op !== undefined;
    return from === undefined || !says ? [] : [{ ...change, cause: from }];
  });
}

/** Of two agreements about the same field the later one stands; the other is not said to be in the proposal. */
function withoutOverridden(before: readonly Change[], made: readonly Change[]): readonly Change[] {
  const place = ({ itemId, field }: Change): Json => [itemId, field ?? null];
  return before.filter(
    (one) =>
      !made.some(
        (later) => JSON.stringify(place(later)) === JSON.stringify(place(one)) || later.changeId === one.changeId,
      ),
  );
}

/** Changes of both, each once: a proposal that was made again holds what is also kept beside it. */
function withoutAgain(first: readonly Change[], more: readonly Change[]): readonly Change[] {
  return [...first, ...more.filter((one) => !first.some(({ changeId }) => changeId === one.changeId))];
}

function ahead(effectiveFrom: string | undefined, now: Instant): string | undefined {
  return effectiveFrom !== undefined && toInstant(effectiveFrom) > now ? effectiveFrom : undefined;
}

/** Whether the open proposal is for a later day than the new one: what it holds must not take effect before. */
function isLater(open: string | undefined, asked: string | undefined, now: Instant): boolean {
  if (open === undefined) return false;
  return toDate(open) > (asked === undefined ? localDate(now) : toDate(asked));
}

function distinctCauses(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter(
    ({ kind, id }, index) => causes.findIndex((one) => one.kind === kind && one.id === id) === index,
  );
}
