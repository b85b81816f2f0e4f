import { fault, Ids, malformed, Text } from '@carethread/contracts';
import { batchOn, type RequestContext, type Route } from '@carethread/http-api';
import { heldBy } from '@carethread/event-sourcing';
import { subscription } from '../../domain/subscription/decider.js';
import { seqOf } from '../../notices/cursor.js';
import { feedOwner, sequenceFor } from '../../notices/feed.js';
import { acknowledgedBatches } from '../../views/acknowledged-batches.js';
import { subscriptionList, type WaitingNotice } from '../../views/subscription-list.js';
import { NOTICES } from './path.js';

export class AcknowledgeNoticesRequest {
  /** A cursor of the feed: everything up to it. */
  @Text({ optional: true }) upTo?: string;
  /** Of notices. */
  @Ids({ optional: true }) ids?: string[];
}

/** How many notices one request acknowledges at most. */
const MOST = 500;

export const acknowledgeNoticesRoutes: readonly Route[] = [
  batchOn(subscription)({
    path: `${NOTICES}/acknowledgements`,
    summary: 'Acknowledge many notices: up to a cursor of the feed, or by their ids',
    capability: 'receiveNotices',
    scope: { name: 'notices.acknowledge' },
    body: AcknowledgeNoticesRequest,
    example: { ids: ['7c9e6679-7425-40de-944b-e07fc1f90ae7'] },
    holder: (ask) => heldBy(feedOwner(ask)),
    most: MOST,
    carriedOut: ({ read, commandId }) => read.find(acknowledgedBatches, commandId),
    commands: async function* (ask) {
      const isMeant = await meant(ask);
      const organisationId = feedOwner(ask);
      const scopes = [{ of: 'organisation', id: organisationId }] as const;
      const where = { providerId: organisationId, waiting: 'true' };
      for await (const { body } of ask.read.list(subscriptionList, { scopes, where }))
        for (const notice of body.waiting)
          if (isMeant(notice))
            yield {
              id: body.id,
              name: notice.noticeId,
              command: { type: 'AcknowledgeChange', noticeNo: notice.noticeNo },
            };
    },
    answer: ({ done, more }) => ({ acknowledged: done, more }),
  }),
];

/** Which notices the request means. Throws MALFORMED, CURSOR_UNKNOWN. */
async function meant(ask: RequestContext<AcknowledgeNoticesRequest>): Promise<(notice: WaitingNotice) => boolean> {
  const { upTo, ids } = ask.body;
  if ((upTo === undefined) === (ids === undefined))
    return malformed(fault('/upTo', 'required', 'is needed, or ids, and not both'));
  if (ids !== undefined) {
    const wanted = new Set(ids);
    return ({ noticeId }) => wanted.has(noticeId);
  }
  const sequence = sequenceFor(ask, feedOwner(ask));
  const seq = seqOf(upTo ?? '', await sequence.head());
  const [place] = seq === 0 ? [] : await sequence.after(seq - 1, 1);
  return ({ position }) => place !== undefined && position <= place.position;
}
