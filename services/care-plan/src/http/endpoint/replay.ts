import { fault, Ids, InstantField, Label, malformed, Refusal } from '@carethread/contracts';
import { commandOn, type RequestContext, type Route } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import type { PlaceRange } from '../../domain/endpoint/state.js';
import { seqOf } from '../../notices/cursor.js';
import { noticeIdOf } from '../../notices/notice.js';
import { Sequence } from '../../notices/sequence.js';
import { MANAGED_ONE } from './managed.js';
import { EN } from './path.js';

class ReplayRequest {
  /** What comes after this cursor … */
  @Label({ optional: true }) from?: string;
  /** … up to this one; without it, to the end. */
  @Label({ optional: true }) to?: string;
  @Ids({ optional: true }) ids?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

/** So many notices may be named one by one. */
const MOST_IDS = 100;
const PAGE = 500;

export const replayRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/replay`,
    summary: 'Send notices again, marked as such, beside what is new',
    ...MANAGED_ONE,
    body: ReplayRequest,
    command: async (ask) => ({ type: 'ReplayEndpoint', places: await placesOf(ask) }),
    answer: ({ state: { replays } }) => ({ replayId: replays.at(-1)?.replayId ?? '' }),
  }),
];

async function placesOf({
  read,
  tenantId,
  params,
  body: { from, to, ids },
}: RequestContext<ReplayRequest>): Promise<readonly PlaceRange[]> {
  if ((from === undefined) === (ids === undefined) || (ids !== undefined && to !== undefined))
    return malformed(fault('', 'conflict', 'names either ids, or a cursor to begin after'));
  const { providerId } = (await read.state(endpoint, params['id'] ?? '')).state;
  const sequence = new Sequence(read, tenantId, providerId);
  if (ids !== undefined) return named(sequence, ids);
  const head = await sequence.head();
  return [{ from: seqOf(from ?? '', head) + 1, to: to === undefined ? head : seqOf(to, head) }];
}

/** The places of notices that are named by their ids. Throws NOT_FOUND for one that is not of this sequence. */
async function named(sequence: Sequence, ids: readonly string[]): Promise<readonly PlaceRange[]> {
  if (ids.length > MOST_IDS) malformed(fault('/ids', 'maxItems', 'names too many notices at once', MOST_IDS));
  const wanted = new Set(ids);
  const found: PlaceRange[] = [];
  for (let after = 0; ;) {
    const places = await sequence.after(after, PAGE);
    for (const place of places) if (wanted.delete(noticeIdOf(place))) found.push({ from: place.seq, to: place.seq });
    const last = places.at(-1);
    if (wanted.size === 0) return found;
    if (last === undefined) throw new Refusal('NOT_FOUND');
    after = last.seq;
  }
}
