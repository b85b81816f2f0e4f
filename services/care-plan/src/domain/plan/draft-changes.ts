import type { RecordedOf } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { difference, type Difference } from './difference.js';
import { NO_PLAN, type PlanEvent } from './events.js';
import { evolve } from './evolve.js';

/** The draft as a whole after one of its changes, and who made it when. */
interface Drafted {
  readonly draftRevision: number;
  readonly content: PlanContent;
  readonly author: string;
  readonly savedAt: Instant;
}

/** What somebody else has changed in a draft: where, from what, to what, who did it last and when. */
export type DraftChange = Difference & Pick<Drafted, 'author' | 'savedAt'>;

/**
 * OUT-20: what has become of a draft since the revision of it that a contributor holds, so that they can put their own words beside
 * what others wrote meanwhile. `revision` is 0 before the draft was first saved.
 */
export function draftChanges(events: readonly RecordedOf<PlanEvent>[], revision: number): readonly DraftChange[] {
  const all = drafts(events);
  const contentBefore = (index: number): PlanContent => all[index - 1]?.content ?? {};
  const held = all.findLastIndex(({ draftRevision }) => draftRevision <= revision) + 1;
  const later = all
    .slice(held)
    .map((one, index) => ({ ...one, changes: difference(contentBefore(held + index), one.content) }));
  return difference(contentBefore(held), contentBefore(all.length)).flatMap((change) => {
    const last = later.findLast(({ changes }) => changes.some((one) => sharesPlace(one, change)));
    return last === undefined ? [] : [{ ...change, author: last.author, savedAt: last.savedAt }];
  });
}

function drafts(events: readonly RecordedOf<PlanEvent>[]): readonly Drafted[] {
  const found: Drafted[] = [];
  let state = NO_PLAN;
  for (const event of events) {
    const next = evolve(state, event);
    if (next.draft !== state.draft)
      found.push({
        draftRevision: next.draftRevision,
        content: next.draft,
        author: event.meta.actor.user,
        savedAt: event.meta.recordedAt,
      });
    state = next;
  }
  return found;
}

/** The same field, or one is the whole of which the other is a part. */
function sharesPlace(a: Difference, b: Difference): boolean {
  const meets = (one?: string, other?: string): boolean => one === undefined || other === undefined || one === other;
  return a.section === b.section && meets(a.itemId, b.itemId) && meets(a.field, b.field);
}
