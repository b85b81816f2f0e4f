import type { Relations } from '@carethread/access';
import { heldWithPlan } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import {
  keptStreams,
  personListOf,
  scopesOfHolder,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
  type Scope,
  type ViewEvent,
} from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { upcomingAt, versionAt } from '../domain/plan/in-force.js';
import { NO_OUTLINE, outlines, type PlanOutline } from '../domain/plan/outline.js';
import { readers } from '../domain/readers/decider.js';
import type { ReadersEvent } from '../domain/readers/events.js';

/** A version that somebody of the team has not said they have read. */
export type UnreadVersion = {
  readonly personId: string;
  readonly planId: string;
  readonly planKind: string;
  readonly versionNo: number;
  readonly effectiveFrom: Instant;
  /** When another version takes its place, if one is to. */
  readonly until?: Instant;
  /** Who of the team has not read it. */
  readonly userIds: readonly string[];
};

interface ReadPlans {
  readonly plans: KeptStreams<PlanOutline>;
  /** By plan and user. */
  readonly read: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const outlined = { category: carePlan.category, edits: carePlan.edits ?? [], initial: NO_OUTLINE, evolve: outlines };
const ofPlans = Object.entries(keptStreams(outlined, (after) => (after.state === 'closed' ? undefined : after)));

/** The versions in force, or soon to be, that not everybody of the team has read: those in force longest first (CITY-46). */
export const unreadVersions = personListOf<ReadPlans, PlanEvent | ReadersEvent>()({
  name: 'unreadVersions',
  version: 1,
  initial: { plans: {}, read: {} },
  filters: ['planKind'],
  on: {
    ...Object.fromEntries(
      ofPlans.map(([type, fold]) => [
        type,
        (known: ReadPlans, event: ViewEvent): ReadPlans => ({ ...known, plans: fold(known.plans, event) }),
      ]),
    ),
    ReadingAcknowledged: (known, { data: { versionNo, userId }, meta }) => {
      const planId = meta.stream.slice(readers.category.length + 1);
      const ofPlan = known.read[planId] ?? {};
      const versions = [...(ofPlan[userId] ?? []), versionNo];
      return { ...known, read: { ...known.read, [planId]: { ...ofPlan, [userId]: versions } } };
    },
  },
  entries: entriesIn,
});

/** What not everybody of the team has read of a person's plans. */
export function unreadOf(person: PersonDocument<ReadPlans>): readonly UnreadVersion[] {
  return entriesIn(person).map(({ body }) => body);
}

function entriesIn(person: PersonDocument<ReadPlans>): readonly ListEntry<UnreadVersion, 'planKind'>[] {
  return Object.values(person.state.plans).flatMap(({ id, state }) => entriesOf(id, state, person));
}

function entriesOf(
  planId: string,
  outline: PlanOutline,
  person: PersonDocument<ReadPlans>,
): readonly ListEntry<UnreadVersion, 'planKind'>[] {
  const { personId, relations, state } = person;
  const plan = relations.plans[planId];
  if (plan === undefined) return [];
  const [current, upcoming] = [versionAt(outline, outline.at), upcomingAt(outline, outline.at)];
  const held = scopesOfHolder(person, heldWithPlan(planId)).filter(({ of }) => of !== 'user');
  return [current, upcoming].flatMap((version) => {
    if (version === undefined) return [];
    const { versionNo, effectiveFrom } = version;
    const read = state.read[planId] ?? {};
    const userIds = teamOf(plan.organisationId, relations).filter(
      (userId) => read[userId]?.includes(versionNo) !== true,
    );
    if (userIds.length === 0) return [];
    const until = version === current ? upcoming?.effectiveFrom : undefined;
    const { planKind } = plan;
    return [
      {
        id: `${planId} ${versionNo}`,
        scopes: [...held, ...userIds.map((id): Scope => ({ of: 'user', id }))],
        order: `${effectiveFrom} ${planId}`,
        filters: { planKind },
        body: present<UnreadVersion>({ personId, planId, planKind, versionNo, effectiveFrom, until, userIds }),
      },
    ];
  });
}

function teamOf(organisationId: string, { teams }: Relations): readonly string[] {
  const open = Object.values(teams).filter((team) => team.open && team.organisationId === organisationId);
  return [...new Set(open.flatMap(({ keyworkerId, members }) => [keyworkerId, ...members]))];
}
