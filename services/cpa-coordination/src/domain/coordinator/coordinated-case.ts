import { present } from '@carethread/ledger';
import { type CpaCaseState, holderOf } from '../case/state.js';

/** A case, as far as one of its co-ordinators, present or past, goes. */
export interface CoordinatedCase {
  readonly caseId: string;
  /** The organisations that held the case while it named them; of a case that no organisation holds, an empty name. */
  readonly heldBy: readonly string[];
  /** Who holds it, where it is open and names them now. */
  readonly openWith?: string;
}

/** What a case has to do with a co-ordinator; undefined where it never named them. */
export function coordinatedCase(caseId: string, userId: string, state: CpaCaseState): CoordinatedCase | undefined {
  const { namedWith = [], coordinators } = state;
  const theirs = namedWith.filter((one) => one.userId === userId);
  if (theirs.length === 0) return undefined;
  const names = state.state !== 'closed' && coordinators.at(-1)?.userId === userId;
  return present<CoordinatedCase>({
    caseId,
    heldBy: theirs.map(({ organisationId }) => organisationId),
    openWith: names ? (holderOf(state) ?? '') : undefined,
  });
}
