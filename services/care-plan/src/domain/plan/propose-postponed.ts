import { localDate } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { CORRECTABLE } from './correct.js';
import { same, valueAt } from './correction-place.js';
import { FAR } from './draft.js';
import type { Opened, PlanEvent, PlanState, Postponed, Proposal } from './events.js';
import { asEffectiveAt, upcomingAt } from './in-force.js';
import { incompleteAmendment } from './incomplete.js';
import { beingSigned } from './open-proposal.js';
import { changesOf, nextPostponed } from './postponed.js';
import { agreedIn, proposeAgreed, startOf } from './propose.js';
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
  const [outdated, changes] = partition(next.changes, (change) =>
    isOutdated(change, dated.effectiveFrom, state, context),
  );
  return [
    ...(outdated.length === 0
      ? []
      : [incompleteAmendment(OVERTAKEN, 'STALE_VERSION', idsOf(outdated), outdated, opened, context.id)]),
    ...proposeAgreed({ type: 'ProposeAgreedChanges', cause: OVERTAKEN, changes, ...dated }, others, opened, context),
  ];
}

/**
 * What was postponed, and stands in a proposal that was not signed, does not vanish with it: what the person refused is told to
 * whoever leads the plan; what nobody signed in time is told too, and stands in the next proposal.
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
  if (changes.length === 0) return [];
  const code = refused ? 'CONSENT_REQUIRED' : 'SIGNATURE_MISSING';
  const more = refused ? {} : { pending: true as const };
  return [incompleteAmendment(proposal.cause, code, idsOf(changes), changes, opened, planId, more)];
}

/**
 * A fact that was corrected after the change was agreed, or a list as a whole that has others in it by now: neither may undo the
 * other unseen (R1, R11).
 */
function isOutdated(
  { section, itemId, field, from, op }: Change,
  effectiveFrom: string | undefined,
  state: PlanState,
  { now }: PlanContext,
): boolean {
  const named = [section, itemId, field].filter((part) => part !== undefined);
  if (op !== undefined || from === undefined) return false;
  const start = startOf(effectiveFrom ?? localDate(now), state, now);
  const holds = start === undefined ? {} : asEffectiveAt(state, start, FAR).content;
  const present = valueAt(named.join('.'), holds);
  const ofFact = CORRECTABLE.includes(named[0] ?? '');
  return (ofFact || Array.isArray(present)) && !same(orEmpty(present), orEmpty(from));
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
