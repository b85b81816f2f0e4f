import type { PlaceRange } from '../domain/endpoint/state.js';
import type { NoticePlace } from '../notices/notice-place.js';
import type { Sequence } from '../notices/sequence.js';

/** Where a delivery reads its places: after one, in order, so many at most; fewer than asked for where there are no more now. */
export type Places = (after: number, limit: number) => Promise<readonly NoticePlace[]>;

/** Everything that is in the sequence, and comes to it. */
export const liveFrom =
  (sequence: Sequence): Places =>
  (after, limit) =>
    sequence.after(after, limit);

/** Certain places of the sequence, and no other. */
export const rangesOf =
  (sequence: Sequence, ranges: readonly PlaceRange[]): Places =>
  async (after, limit) => {
    const found: NoticePlace[] = [];
    for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
      if (to <= after) continue;
      const begin = Math.max(from - 1, after);
      found.push(...(await sequence.after(begin, Math.min(to - begin, limit - found.length))));
      if (found.length >= limit) break;
    }
    return found;
  };
