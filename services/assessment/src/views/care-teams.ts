import type { Relations } from '@carethread/access';
import { personListOf } from '@carethread/runtime';

type Nothing = Readonly<Record<never, never>>;

/** Under what an organisation finds the people whom it serves and somebody cares for: made blind, as words to search by are. */
export const sharedWith = (organisationId: string, userId: string): string => `team ${organisationId} ${userId}`;

/** Who cares for whom, as far as an organisation serves them too: whose names its people may know. */
export const careTeams = personListOf<Nothing>()({
  name: 'careTeams',
  version: 1,
  initial: {},
  on: {},
  filters: [],
  entries: ({ relations }) => {
    const serving = new Set(
      Object.values(relations.ties).flatMap(({ organisationId, closedAt }) =>
        closedAt === undefined ? [organisationId] : [],
      ),
    );
    const scopes = carersIn(relations).flatMap((userId) =>
      [...serving].map((organisationId) => ({ of: 'token' as const, id: sharedWith(organisationId, userId) })),
    );
    return scopes.length === 0 ? [] : [{ id: 'team', scopes, order: '', filters: {}, body: {} }];
  },
});

/** Who cares for the person now: the care teams, and the co-ordinators of open cases. */
export function carersIn({ teams, ties }: Relations): readonly string[] {
  const members = Object.values(teams).flatMap((team) => (team.open ? team.members : []));
  const coordinators = Object.values(ties).flatMap(({ coordinatorId, closedAt }) =>
    coordinatorId === undefined || closedAt !== undefined ? [] : [coordinatorId],
  );
  return [...new Set([...members, ...coordinators])].filter((userId) => userId !== '');
}
