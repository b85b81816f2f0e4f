import type { Relations } from '@carethread/access';
import { endOfDay } from '@carethread/calendar';
import { heldWithPlan } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import {
  keptStreams,
  laterValues,
  NO_DATE,
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

/** A plan, and who is keyworker under it now. */
export interface ListedPlan extends KeptStream<PlanOutline> {
  readonly keyworkerIds: readonly string[];
}
type Filter = 'planKind' | 'state' | 'waiting' | 'withheld';

const outlined = { category: carePlan.category, edits: carePlan.edits ?? [], initial: NO_OUTLINE, evolve: outlines };

/** Plans of whoever holds them now, by when they are to be reviewed next; those that say no day last (R18: a CPA plan goes with its case). */
export const planList = personListOf<KeptStreams<PlanOutline>, PlanEvent>()({
  name: 'planList',
  version: 2,
  initial: {},
  filters: ['planKind', 'state', 'waiting', 'withheld'],
  changing: ['state', 'withheld'],
  on: keptStreams(outlined),
  entries: (person) => Object.values(person.state).flatMap((plan) => entryOf(plan, person)),
});

/** On nobody's list while it is not known whose the plan is. */
function entryOf(
  plan: KeptStream<PlanOutline>,
  person: PersonDocument<KeptStreams<PlanOutline>>,
): readonly ListEntry<ListedPlan, Filter>[] {
  const held = person.relations.plans[plan.id];
  if (held === undefined) return [];
  const { state, withheld, current, upcoming } = standingOf(plan.state, plan.state.at);
  const isWithheld = String(!isNothing(withheld));
  const later = changesOf(plan.state).map((at) => standingOf(plan.state, at));
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
        withheld: isWithheld,
      },
      later: {
        state: laterValues(
          state,
          later.map((one) => one.state),
        ),
        withheld: laterValues(
          isWithheld,
          later.map((one) => String(!isNothing(one.withheld))),
        ),
      },
      body: { ...plan, keyworkerIds: keyworkersOf(held.organisationId, person.relations) },
    },
  ];
}

/** When it will stand otherwise though nothing more is recorded. */
function changesOf({ versions, suspensions, at }: PlanOutline): readonly Instant[] {
  const instants = [
    ...versions.map(({ effectiveFrom }) => effectiveFrom),
    ...suspensions.flatMap(({ from, lifts }) => [from, ...lifts.map((lift) => lift.from)]),
  ];
  return instants.filter((instant) => instant > at);
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
