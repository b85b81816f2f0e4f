import { heldBy, type Holder } from '@carethread/event-sourcing';
import { present, presentItems, type Instant } from '@carethread/ledger';
import { personListOf, scopesOfHolder, type ListEntry, type PersonDocument, type Scope } from '@carethread/runtime';
import type { TaskEvent } from '@carethread/service-kit';
import type { BreakGlassEvent } from '../domain/break-glass/events.js';
import { reviewTaskOf } from '../domain/break-glass/review-task.js';

/** One access without the relationship, and whether the data protection officer has looked at it. */
export type Opening = {
  readonly id: string;
  readonly personId: string;
  readonly userId: string;
  readonly organisationId?: string;
  readonly reason: string;
  readonly openedAt: Instant;
  readonly until: Instant;
  /** The officer's task. */
  readonly taskId: string;
  readonly reviewed?: { readonly at: Instant; readonly outcome: string };
};

/** By the task of each. */
type Openings = Readonly<Record<string, Opening>>;

export const holdersOfOpening = ({ organisationId }: Pick<Opening, 'organisationId'>): readonly Holder[] => [
  { kind: 'person' },
  ...presentItems(organisationId).map(heldBy),
];

/** Every access without the relationship, the first first, and those that are to be reviewed (model §7). */
export const breakGlassOpenings = personListOf<Openings, BreakGlassEvent | TaskEvent>()({
  name: 'breakGlassOpenings',
  version: 1,
  initial: {},
  filters: ['reviewed'],
  on: {
    BreakGlassOpened: (openings, { data: { userId, reason, until }, meta }) => {
      const { id, personId, actor, recordedAt: openedAt } = meta;
      const taskId = reviewTaskOf(id);
      const opening = { id, personId: personId ?? '', userId, reason, openedAt, until, taskId };
      return { ...openings, [taskId]: present<Opening>({ ...opening, organisationId: actor.organisation }) };
    },
    TaskClosed: (openings, { data: { outcome }, meta }) => {
      const opening = openings[meta.stream.slice('task-'.length)];
      return opening === undefined
        ? openings
        : { ...openings, [opening.taskId]: { ...opening, reviewed: { at: meta.recordedAt, outcome } } };
    },
  },
  entries: (person) => Object.values(person.state).map((one) => entryOf(one, person)),
});

function entryOf(opening: Opening, person: PersonDocument<Openings>): ListEntry<Opening, 'reviewed'> {
  const { id, organisationId, openedAt, reviewed } = opening;
  const office: readonly Scope[] = reviewed === undefined ? [{ of: 'role', role: 'DP', organisationId: '' }] : [];
  const held = organisationId === undefined ? [] : scopesOfHolder(person, heldBy(organisationId));
  return {
    id,
    scopes: [{ of: 'tenant' }, { of: 'person', id: person.personId }, ...held, ...office],
    order: `${openedAt} ${id}`,
    filters: { reviewed: String(reviewed !== undefined) },
    body: opening,
  };
}
