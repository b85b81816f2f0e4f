import { localDate } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { presentItems, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { agreedIn, startOf } from './beginning.js';
import { CORRECTABLE } from './correct.js';
import type { PlanContent } from './content.js';
import { same, valueAt } from './correction-place.js';
import { FAR } from './draft.js';
import type { Opened, Postponed } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState, Proposal } from './state.js';
import { asEffectiveAt, upcomingAt } from './in-force.js';
import { incompleteAmendment } from './incomplete.js';
import { layOver } from './lay-over.js';
import { beingSigned } from './open-proposal.js';
import { isReordered, ORDER } from './order-of-items.js';
import { changesOf, nextPostponed } from './postponed.js';
import { proposeAgreed } from './propose-agreed.js';
import type { Change } from './version.js';

type PlanContext = Context<CarePlanFacts>;

const OVERTAKEN = { kind: 'overtaken' };

/**
 * R10: the changes of the next day, on top of what will hold then, effective from their own day; or now, where it has come. While
 * something is being signed they wait, and while a version of an earlier day has not begun: publishing would overtake it.
 */
export function proposePostponed(
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  const { now } = context;
  const next = nextPostponed(state, now);
  if (next === undefined || beingSigned(state) !== undefined) return [];
  const upcoming = upcomingAt(state, now);
  if (upcoming !== undefined && upcoming.effectiveFrom <= next.effectiveFrom) return [];
  const others = without(state, next);
  const dated = next.effectiveFrom > now ? { effectiveFrom: next.effectiveFrom } : {};
  const start = startOf(dated.effectiveFrom ?? localDate(now), state, now);
  const holds = start === undefined ? {} : asEffectiveAt(state, start, FAR).content;
  const [outdated, changes] = partition(
    next.changes.map((change) => laidOver(change, holds)),
    (change) => isOutdated(change, holds),
  );
  return presentItems(
    outdated.length === 0
      ? undefined
      : incompleteAmendment(OVERTAKEN, 'STALE_VERSION', idsOf(outdated), outdated, opened, context.id),
    ...proposeAgreed({ type: 'ProposeAgreedChanges', cause: OVERTAKEN, changes, ...dated }, others, opened, context),
  );
}

/**
 * What was postponed, and stands in a proposal that was not signed, does not vanish with it: what the person refused is a task for
 * the plan's lead; what nobody signed in time is one too, and stands in the next proposal.
 */
export function unsigned(
  proposal: Proposal,
  because: string,
  { postponed = [] }: PlanState,
  opened: Opened,
  planId: string,
): readonly Decided<PlanEvent>[] {
  const kept = changesOf(postponed);
  const refused = because === 'refused';
  const changes = agreedIn(proposal).filter(
    ({ changeId }) => !refused || kept.some((one) => one.changeId === changeId),
  );
  // What a keyworker wrote stands in the draft or is proposed again: that nobody signed it in time is a task for the plan's lead.
  if (changes.length === 0 && refused) return [];
  const code = refused ? 'CONSENT_REQUIRED' : 'SIGNATURE_MISSING';
  const more = refused ? {} : { pending: true as const };
  return [incompleteAmendment(proposal.cause, code, idsOf(changes), changes, opened, planId, more)];
}

/**
 * A change of an object or a list as a whole, where another version changed other parts of it since: what the one changed is laid
 * over what stands there now, as a draft is (R2, R10). Where both changed one part it stays as it was.
 */
function laidOver(change: Change, holds: PlanContent): Change {
  const { section, itemId, field, from, to, op } = change;
  if (section !== undefined || op !== undefined || from === undefined || to === undefined) return change;
  const present = presentOf(change, holds);
  if (![from, to, present].some((value) => typeof value === 'object' && value !== null)) return change;
  const at = (value: Json): PlanContent =>
    value === null ? {} : { [itemId]: field === undefined ? value : { [field]: value } };
  const { content, conflicts } = layOver(at(from), at(to), at(present));
  if (conflicts.length > 0) return change;
  return { ...change, from: present, to: valueAt(field === undefined ? itemId : `${itemId}.${field}`, content) };
}

/**
 * A fact that was corrected after the change was agreed, or an object or a list as a whole that says something else by now: neither
 * may undo the other unseen (R1, R11). So it is with a list that was put into another order since.
 */
function isOutdated(change: Change, holds: PlanContent): boolean {
  const { section, itemId, from, op } = change;
  if (op === ORDER) return isReordered(holds, change);
  if (op !== undefined || from === undefined) return false;
  const present = presentOf(change, holds);
  const isWhole = typeof present === 'object' && present !== null;
  return (CORRECTABLE.includes(section ?? itemId) || isWhole) && !same(orEmpty(present), orEmpty(from));
}

function presentOf({ section, itemId, field }: Change, holds: PlanContent): Json {
  return valueAt([section, itemId, field].filter((part) => part !== undefined).join('.'), holds);
}

function orEmpty(value: Json): Json {
  return Array.isArray(value) && value.length === 0 ? null : value;
}

function without(state: PlanState, { changes }: Postponed): PlanState {
  const postponed = state.postponed?.filter((one) => !one.changes.some((change) => changes.includes(change)));
  return { ...state, postponed };
}

function idsOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.map(({ itemId }) => itemId))];
}

function partition<One>(all: readonly One[], is: (one: One) => boolean): readonly [readonly One[], readonly One[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
