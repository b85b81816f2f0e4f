import type { Relations } from '@carethread/access';
import { endOfDay } from '@carethread/calendar';
import { heldWithPlan } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import {
  laterValues,
  NO_DATE,
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { isNothing } from '@carethread/withholding';
import { carePlan } from '../domain/plan/decider.js';
import { NO_OUTLINE, outlines, standingOf, type PlanOutline } from '../domain/plan/outline.js';

/** A plan, and who is keyworker under it now: as it stands from one instant to another, between which its next review is the same. */
export interface ListedPlan extends KeptStream<PlanOutline> {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly keyworkerIds: readonly string[];
}
type Filter = 'planKind' | 'state' | 'waiting' | 'withheld';

const outlined = { category: carePlan.category, edits: carePlan.edits ?? [], initial: NO_OUTLINE, evolve: outlines };

/** Plans of whoever holds them now, by when they are to be reviewed next; those that say no day last (R18: a CPA plan goes with its case). */
export const planList = streamListOf({
  name: 'planList',
  version: 3,
  of: outlined,
  filters: ['planKind', 'state', 'waiting', 'withheld'],
  changing: ['state', 'withheld'],
  entries: entriesOf,
});

/** One for each next review that is known already; on nobody's list while it is not known whose the plan is. */
function entriesOf(
  plan: KeptStream<PlanOutline>,
  person: PersonDocument<KeptStreams<PlanOutline>>,
): readonly ListEntry<ListedPlan, Filter>[] {
  const held = person.relations.plans[plan.id];
  if (held === undefined) return [];
  const scopes = scopesOfHolder(person, heldWithPlan(plan.id));
  const keyworkerIds = keyworkersOf(held.organisationId, person.relations);
  const stretches = stretchesOf(plan.state);
  return stretches.map(({ from, order, states, withheld }, nth) => {
    const [state = '', ...laterStates] = states;
    const [isWithheld = '', ...laterWithheld] = withheld;
    return {
      id: from === undefined ? plan.id : `${plan.id} ${from}`,
      scopes,
      order,
      filters: { planKind: held.planKind, state, waiting: waitingIn(plan.state), withheld: isWithheld },
      later: { state: laterValues(state, laterStates), withheld: laterValues(isWithheld, laterWithheld) },
      body: present<ListedPlan>({ ...plan, keyworkerIds, from, until: stretches[nth + 1]?.from }),
    };
  });
}

/** Whether it is how the plan stands at an instant. */
export function standsAt({ from = '', until }: ListedPlan, at: Instant): boolean {
  return from <= at && (until === undefined || at < until);
}

/** A time in which the next review is the same, and how the plan stands in it. */
interface Stretch {
  readonly from?: Instant;
  readonly order: string;
  readonly states: readonly string[];
  readonly withheld: readonly string[];
}

function stretchesOf(outline: PlanOutline): readonly Stretch[] {
  return [undefined, ...changesOf(outline)].reduce<readonly Stretch[]>((stretches, from) => {
    const { state, withheld, current, upcoming } = standingOf(outline, from ?? outline.at);
    const nextReviewBy = (current ?? upcoming)?.nextReviewBy;
    const order = nextReviewBy === undefined ? NO_DATE : endOfDay(nextReviewBy);
    const last = stretches.at(-1);
    const isSame = last?.order === order;
    const before = isSame ? last : { states: [], withheld: [] };
    const stretch = present<Stretch>({
      from: isSame ? last.from : from,
      order,
      states: [...before.states, state],
      withheld: [...before.withheld, String(!isNothing(withheld))],
    });
    return isSame ? [...stretches.slice(0, -1), stretch] : [...stretches, stretch];
  }, []);
}

/** When it will stand otherwise though nothing more is recorded. */
function changesOf({ versions, suspensions, at }: PlanOutline): readonly Instant[] {
  const instants = [
    ...versions.map(({ effectiveFrom }) => effectiveFrom),
    ...suspensions.flatMap(({ from, lifts }) => [from, ...lifts.map((lift) => lift.from)]),
  ];
  return [...new Set(instants)].filter((instant) => instant > at).sort();
}

function keyworkersOf(organisationId: string, { teams }: Relations): readonly string[] {
  const open = Object.values(teams).filter((team) => team.open && team.organisationId === organisationId);
  return [...new Set(open.map(({ keyworkerId }) => keyworkerId))];
}

function waitingIn({ state, proposal, draft }: PlanOutline): string | null {
  if (state === 'closed') return null;
  if (proposal?.state === 'proposed') return 'proposal';
  return draft.waits ? 'draft' : null;
}
