import { present, type Instant } from '@carethread/ledger';
import type { ListEntry, PersonDocument, Scope } from '@carethread/runtime';
import type { CpaCaseState, Team } from '../domain/case/state.js';

/** A case that went from one team to another. */
export type CaseMove = {
  readonly fromTeamId: string;
  readonly toTeamId: string;
  readonly fromOrganisationId?: string;
  readonly toOrganisationId?: string;
  readonly at: Instant;
  /** Whether the organisation that took it on has still to name a co-ordinator of its own (CPA-43, CPA-44). */
  readonly waiting: boolean;
};

type Person = Pick<PersonDocument<unknown>, 'personId'>;
type Moved = Omit<ListEntry<{ readonly move: CaseMove }, 'by' | 'waiting' | 'direction'>, 'body'> & {
  readonly move: CaseMove;
};

/** Each move of a case: once with both sides, and once with each for whoever asks what came in or went out. */
export function movesOf(id: string, state: CpaCaseState, person: Person): readonly Moved[] {
  return state.teams.flatMap((to, nth) => {
    const from = state.teams[nth - 1];
    if (from === undefined) return [];
    const move = moveBetween(from, to, nth === state.teams.length - 1 && isUnnamed(state, from, to));
    const shown = {
      order: `${move.at} ${id}`,
      filters: { by: 'moved', waiting: String(move.waiting) },
      move,
    };
    const ofAll: readonly Scope[] = [{ of: 'tenant' }, { of: 'person', id: person.personId }];
    const [left, came] = [scopesOf(from), scopesOf(to)];
    return [
      { ...shown, id: `${id} moved ${nth}`, scopes: [...ofAll, ...left, ...came] },
      {
        ...shown,
        id: `${id} moved ${nth} in`,
        scopes: [...ofAll, ...came],
        filters: { ...shown.filters, direction: 'in' },
      },
      {
        ...shown,
        id: `${id} moved ${nth} out`,
        scopes: [...ofAll, ...left],
        filters: { ...shown.filters, direction: 'out' },
      },
    ];
  });
}

function moveBetween(from: Team, to: Team, waiting: boolean): CaseMove {
  return present<CaseMove>({
    fromTeamId: from.teamId,
    toTeamId: to.teamId,
    fromOrganisationId: from.organisationId,
    toOrganisationId: to.organisationId,
    at: to.from,
    waiting,
  });
}

/** Whom the next organisation names, it may name at the very instant of the move. */
function isUnnamed({ coordinators }: CpaCaseState, from: Team, to: Team): boolean {
  return from.organisationId !== to.organisationId && (coordinators.at(-1)?.from ?? '') < to.from;
}

function scopesOf({ teamId, organisationId }: Team): readonly Scope[] {
  const team: Scope = { of: 'team', id: teamId };
  return organisationId === undefined ? [team] : [team, { of: 'organisation', id: organisationId }];
}
