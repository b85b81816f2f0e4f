import { presentItems, present } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { saysAlready } from './changes.js';
import { corrected, same } from './correction-place.js';
import { FAR } from './draft.js';
import type { Outstanding, PlanState } from './state.js';
import { asEffectiveAt } from './in-force.js';
import { openProposal } from './open-proposal.js';
import { changesOf, isAmong } from './postponed.js';
import type { Cause, Change } from './version.js';

/** A change that waits for its own day: named by how often it was proposed before, since it may have to wait once more. */
export interface Waiting {
  readonly id: string;
  readonly times: number;
  readonly effectiveFrom: string;
  readonly items: readonly string[];
}

/** R4: the amendments that are a task for somebody since they could not be made, and that a later proposal or version holds. */
export function madeSince(state: PlanState): readonly string[] {
  return (state.incomplete ?? []).filter((one) => isMade(one, state)).map(({ id }) => id);
}

function isMade({ changes, proposals, cause }: Outstanding, state: PlanState): boolean {
  const later = state.proposals.filter(
    ({ proposalNo, state: standing }) => proposalNo > proposals && standing !== 'returned',
  );
  const open = openProposal(state);
  const latest = state.versions.findLast(({ overtaken }) => overtaken === undefined);
  const contents = presentItems(
    open !== undefined && open.proposalNo > proposals ? open.content : undefined,
    latest === undefined ? undefined : asEffectiveAt(state, latest, FAR).content,
  );
  if (changes.length === 0) return later.length > 0;
  const made = later.flatMap((one) => one.changes);
  return changes.every((change) => isAmong(change, made) || contents.some((content) => says(content, change, cause)));
}

function says(content: PlanContent, change: Change, cause: Cause | undefined): boolean {
  if (cause?.kind !== 'correction') return saysAlready(content, change);
  const { itemId: field, to = null, op } = change;
  return same(corrected(content, present({ field, to, op })), content);
}

/** R10: what was put off to its own day and stands in no proposal, while another is being signed or is to begin before it. */
export function waiting(state: PlanState): readonly Waiting[] {
  return (state.putOff ?? []).flatMap((one) => {
    const left = leftOf(one, state);
    const [entry] = (state.postponed ?? []).filter(({ changes }) => changes.some((change) => isAmong(change, left)));
    if (entry === undefined || state.state === 'closed') return [];
    const items = [...new Set(left.map(({ itemId }) => itemId))];
    return [{ id: one.id, times: timesProposed(one, state), effectiveFrom: entry.effectiveFrom, items }];
  });
}

/** What waited and waits no longer: it is proposed, holds, or was let go. */
export function waitedFor(state: PlanState): readonly Pick<Waiting, 'id' | 'times'>[] {
  const still = waiting(state);
  return (state.putOff ?? [])
    .map((one) => ({ id: one.id, times: timesProposed(one, state) }))
    .flatMap(({ id, times }) =>
      presentItems(
        times > 0 ? { id, times: times - 1 } : undefined,
        still.some((one) => one.id === id) ? undefined : { id, times },
      ),
    );
}

function leftOf({ changes }: Outstanding, state: PlanState): readonly Change[] {
  const kept = changesOf((state.postponed ?? []).filter(({ tried }) => tried !== true));
  const signed = openProposal(state)?.changes ?? [];
  return changes.filter((change) => isAmong(change, kept) && !isAmong(change, signed));
}

function timesProposed({ changes, proposals }: Outstanding, state: PlanState): number {
  return state.proposals.slice(proposals).filter((one) => one.changes.some((change) => isAmong(change, changes)))
    .length;
}
