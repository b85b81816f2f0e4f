import type { Instant } from '@carethread/ledger';
import type { Allocation, CpaCaseState, LevelEntry, Team } from './state.js';

/** The last entry that had begun by then: half-open intervals leave neither a gap nor two at once (CPA-43). */
function lastBy<Entry>(entries: readonly Entry[], since: (entry: Entry) => Instant, at: Instant): Entry | undefined {
  return entries.findLast((entry) => since(entry) <= at);
}

export function coordinatorAt({ coordinators }: CpaCaseState, at: Instant): Allocation | undefined {
  return lastBy(coordinators, ({ from }) => from, at);
}

export function levelAt({ levels }: CpaCaseState, at: Instant): LevelEntry | undefined {
  return lastBy(
    levels.filter(({ overtakenAt }) => overtakenAt === undefined),
    ({ effectiveFrom }) => effectiveFrom,
    at,
  );
}

export function regionAt({ regions }: CpaCaseState, at: Instant): string | undefined {
  return lastBy(regions, ({ from }) => from, at)?.regionCode;
}

export function teamAt({ teams }: CpaCaseState, at: Instant): Team | undefined {
  return lastBy(teams, ({ from }) => from, at);
}

/** The organisations whose teams had it before. */
export function formerHoldersOf({ teams }: CpaCaseState): readonly string[] {
  const present = teams.at(-1)?.organisationId;
  const all = teams.flatMap(({ organisationId }) => organisationId ?? []);
  return [...new Set(all)].filter((organisationId) => organisationId !== present);
}

/** D23: a case as an organisation that had it handed it over: whom the next one names, at the same instant too, is not theirs. */
export function asHandedOver(state: CpaCaseState, organisationId: string | undefined): CpaCaseState {
  const moved = state.teams.at(-1);
  return moved === undefined || moved.organisationId === organisationId
    ? state
    : { ...state, coordinators: state.coordinators.filter(({ from }, index) => index === 0 || from < moved.from) };
}
