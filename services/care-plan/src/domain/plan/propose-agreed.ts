import { Refusal } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { ahead, beginning } from './beginning.js';
import { saysAlready, withChanges } from './changes.js';
import { mustBeSound } from './completeness.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { incompleteAmendment } from './incomplete.js';
import { beingSigned, openProposal } from './open-proposal.js';
import { mustBeFree, mustBeProposable } from './proposable.js';
import { factsNotHeld, proposed } from './proposal.js';
import type { Cause, Change } from './version.js';

type PlanContext = Context<CarePlanFacts>;

/** What a review, a decision about a level or an overtaken version wants changed, and nothing besides. */
export type ProposeAgreedChanges = {
  readonly type: 'ProposeAgreedChanges';
  readonly cause: Cause;
  readonly changes: readonly Change[];
  readonly effectiveFrom?: string;
};

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
  const { start, notCarried, whole, contained, held } = beginning(effectiveFrom, state, context);
  const { content, made, faults } = withChanges(whole, named);
  // What the open proposal says already is agreed once more with it, and proposed again where its day has passed unsigned.
  const said = faults.filter(({ change }) => saysAlready(whole, change));
  const failing = faults
    .filter((fault) => !said.includes(fault))
    .map(({ code, items, change }) => incomplete(code, items, [change]));
  const stands = beingSigned(state) === undefined ? said.map(({ change }) => change) : [];
  if (made.length + stands.length === 0)
    return [...said.map(({ code, items, change }) => incomplete(code, items, [change])), ...failing];
  const changes = [...withoutOverridden(contained, [...stands, ...made]), ...stands, ...made];
  const laid = { content, start, changes, notCarried };
  try {
    mustBeSound(content);
    mustBeFree(effectiveFrom, state, context.now);
    mustBeProposable(effectiveFrom, laid, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...failing, incomplete(error.code, error.items, [...stands, ...made], { pending: true })];
  }
  return [
    ...failing,
    proposed(present({ cause: command.cause, effectiveFrom }), laid, held, state, opened, context),
    ...factsNotHeld(content, held, state, opened, context),
  ];
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

/**
 * R10: the open proposal once more, on top of a version that has begun since it was made: signed as it was, it would put out of force
 * what that version brought. Where it can no longer be proposed it is returned, and somebody's task.
 */
export function proposeAnew(state: PlanState, opened: Opened, context: PlanContext): readonly Decided<PlanEvent>[] {
  const open = openProposal(state);
  if (open === undefined) return [];
  const effectiveFrom = ahead(open.effectiveFrom, context.now);
  const { start, notCarried, whole, contained, held } = beginning(effectiveFrom, state, context);
  if (start === undefined || start.versionNo === open.basedOnVersion) return [];
  const laid = { content: whole, start, changes: contained, notCarried };
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
  const made = proposed(present({ cause, effectiveFrom }), laid, open, state, opened, context);
  return [{ ...made, payload: { ...made.payload, author } }, ...factsNotHeld(whole, held, state, opened, context)];
}
