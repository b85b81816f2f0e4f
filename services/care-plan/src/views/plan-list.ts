import { endOfDay } from '@carethread/calendar';
import { heldWithPlan } from '@carethread/event-sourcing';
import {
  keptStreams,
  personListOf,
  scopesOfHolder,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { isNothing } from '@carethread/withholding';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { NO_OUTLINE, outlines, standingOf, type PlanOutline } from '../domain/plan/outline.js';

export type ListedPlan = KeptStream<PlanOutline>;
type Filter = 'planKind' | 'state' | 'waiting' | 'withheld';

/** After everything that has a day. */
const NO_DATE = '9999-12-31T23:59:59.999Z';

const outlined = { category: carePlan.category, edits: carePlan.edits ?? [], initial: NO_OUTLINE, evolve: outlines };

/** Plans of whoever holds them now, by when they are to be reviewed next; those that say no day last (R18: a CPA plan goes with its case). */
export const planList = personListOf<KeptStreams<PlanOutline>, PlanEvent>()({
  name: 'planList',
  version: 1,
  initial: {},
  filters: ['planKind', 'state', 'waiting', 'withheld'],
  on: keptStreams(outlined),
  entries: (person) => Object.values(person.state).flatMap((plan) => entryOf(plan, person)),
});

/** On nobody's list while it is not known whose the plan is. */
function entryOf(
  plan: ListedPlan,
  person: PersonDocument<KeptStreams<PlanOutline>>,
): readonly ListEntry<ListedPlan, Filter>[] {
  const held = person.relations.plans[plan.id];
  if (held === undefined) return [];
  const { state, withheld, current, upcoming } = standingOf(plan.state, plan.state.at);
  const nextReviewBy = (current ?? upcoming)?.nextReviewBy;
  return [
    {
      id: plan.id,
      scopes: scopesOfHolder(person, heldWithPlan(plan.id)),
      order: nextReviewBy === undefined ? NO_DATE : endOfDay(nextReviewBy),
      filters: {
        planKind: held.planKind,
        state,
        waiting: waitingIn(plan.state),
        withheld: String(!isNothing(withheld)),
      },
      body: plan,
    },
  ];
}

function waitingIn({ state, proposal, draft }: PlanOutline): string | null {
  if (state === 'closed') return null;
  if (proposal?.state === 'proposed') return 'proposal';
  return draft.waits ? 'draft' : null;
}
