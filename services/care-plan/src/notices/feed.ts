import { NOTICE_TYPES, Refusal } from '@carethread/contracts';
import { present, storedJson } from '@carethread/ledger';
import type { RequestContext, StreamPage } from '@carethread/http-api';
import { subscription } from '../domain/subscription/decider.js';
import { cursorOf } from './cursor.js';
import { noticeSource, noticeText, type ProviderNotice } from './notice.js';
import type { NoticePlace } from './notice-place.js';
import { sendable } from './sendable.js';
import { Sequence } from './sequence.js';

/** One item of the feed: the notice as it goes out by every way, and what only a caller with a token learns. */
export interface FeedItem {
  readonly cursor: string;
  readonly event: ProviderNotice;
  readonly changeKind?: string;
  readonly links?: NoticeLinks;
}

interface NoticeLinks {
  readonly subscription: string;
  /** The version that the notice announces. */
  readonly version?: string;
  /** For `Prefer: wait-for=`: until another service knows what the notice tells of. */
  readonly waitFor: string;
}

/** How many places are read at once for a stream. */
const STREAM_PAGE = 100;
/** How long a stream waits before it looks again although nothing has happened, in milliseconds. */
const LOOK_MS = 600_000;

type FeedContext = Pick<RequestContext, 'read' | 'tenantId' | 'publicUrl' | 'position'>;

export const sequenceFor = ({ read, tenantId }: FeedContext, organisationId: string): Sequence =>
  new Sequence(read, tenantId, organisationId);

/** A place as it goes to whoever reads with a token, and whose record it is of, where it says anything. */
export async function feedItem(
  ask: FeedContext,
  organisationId: string,
  place: NoticePlace,
): Promise<{ readonly item: FeedItem; readonly personId: string | undefined }> {
  const notice = await sendable(ask.read, organisationId, place, noticeSource(ask.publicUrl));
  const cursor = cursorOf(place.seq);
  // Read back from the bytes that go out, so that they are the same here.
  const event = storedJson<ProviderNotice>(noticeText(notice));
  const { state, personId } = await ask.read.state(subscription, place.subscriptionId);
  if (notice.type === NOTICE_TYPES.withheld || personId === null)
    return { item: { cursor, event }, personId: undefined };
  const { change } = place;
  const told = state.notices.find(({ noticeNo }) => noticeNo === change?.noticeNo);
  const links: NoticeLinks = present({
    subscription: `/care-plan/subscriptions/${place.subscriptionId}`,
    version:
      change === undefined || change.versionNo === 0
        ? undefined
        : `/care-plan/plans/${change.planId}/versions/${change.versionNo}`,
    waitFor: await ask.position(personId),
  });
  return { item: present<FeedItem>({ cursor, event, changeKind: told?.changeKind, links }), personId };
}

/** The feed as it goes on: pages of what comes, read only as fast as they are taken, until it ends. */
export async function* feedPages(
  ask: FeedContext,
  organisationId: string,
  from: number,
  ends: AbortSignal,
): AsyncGenerator<StreamPage, void, undefined> {
  const sequence = sequenceFor(ask, organisationId);
  let seq = from;
  while (!ends.aborted) {
    const places = await sequence.after(seq, STREAM_PAGE);
    if (places.length === 0) {
      await sequence.pastHead(seq, LOOK_MS, ends);
      continue;
    }
    const items = [];
    for (const place of places) items.push(await feedItem(ask, organisationId, place));
    yield {
      events: items.map(({ item: { cursor, event } }) => ({ id: cursor, event: 'notice', data: noticeText(event) })),
      shown: [...new Set(items.flatMap(({ personId }) => personId ?? []))],
    };
    seq = places.at(-1)?.seq ?? seq;
  }
}

/** Whose feed it is that a request means. Throws NOT_FOUND where it could be nobody's. */
export function feedOwner({ actor, query }: Pick<RequestContext, 'actor' | 'query'>): string {
  const organisationId = query['organisationId'] ?? actor.organisationId;
  if (organisationId === undefined) throw new Refusal('NOT_FOUND');
  return organisationId;
}
