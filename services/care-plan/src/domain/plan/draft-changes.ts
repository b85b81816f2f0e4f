import type { RecordedOf } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { difference, type Difference } from './difference.js';
import { NO_PLAN } from './state.js';
import { type PlanEvent } from './events.js';
import { evolved } from './evolve.js';

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
  const last = new LastAt();
  for (const [index, one] of all.slice(held).entries())
    for (const change of difference(contentBefore(held + index), one.content)) last.changed(change, one);
  return difference(contentBefore(held), contentBefore(all.length)).flatMap((change) => {
    const found = last.at(change);
    return found === undefined ? [] : [{ ...change, author: found.author, savedAt: found.savedAt }];
  });
}

function drafts(events: readonly RecordedOf<PlanEvent>[]): readonly Drafted[] {
  const found: Drafted[] = [];
  let state = NO_PLAN;
  for (const event of events) {
    const next = evolved(state, event);
    // What a publication or a correction made of it is marked by an event of its own (DraftRebased).
    if (next.draftRevision !== state.draftRevision)
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

type Place = Pick<Difference, 'section' | 'itemId' | 'field'>;

/** Who changed a place last: the same field, or one is the whole of which the other is a part. Each is looked up, none compared. */
class LastAt {
  readonly #drafts: Drafted[] = [];
  /** By section, item and field, each also as any of them (`*`) and as none (null). */
  readonly #latest = new Map<string, number>();

  changed({ section, itemId = null, field = null }: Nullable<Place>, draft: Drafted): void {
    if (this.#drafts.at(-1) !== draft) this.#drafts.push(draft);
    for (const item of [itemId, '*'])
      for (const part of [field, '*']) this.#latest.set(nameOf(section, item, part), this.#drafts.length - 1);
  }

  at({ section, itemId, field }: Place): Drafted | undefined {
    const items = itemId === undefined ? ['*'] : [itemId, null];
    const fields = field === undefined ? ['*'] : [field, null];
    const found = items.flatMap((item) => fields.map((part) => this.#latest.get(nameOf(section, item, part)) ?? -1));
    const latest = Math.max(...found);
    return latest < 0 ? undefined : this.#drafts[latest];
  }
}

type Nullable<T> = { readonly [Name in keyof T]: T[Name] | null };

function nameOf(section: string | null, item: string | null, field: string | null): string {
  return JSON.stringify([section, item, field]);
}
