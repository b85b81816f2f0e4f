import { present } from '@carethread/ledger';
import { appendedList, type EnvelopeAs, type ListEntry } from '@carethread/runtime';
import { idInStream } from '@carethread/event-sourcing';
import { subscription } from '../domain/subscription/decider.js';
import type { SubscriptionEvent } from '../domain/subscription/events.js';
import { paddedSeq, type NoticePlace } from '../notices/notice-place.js';

/** How far the sequence of one organisation reaches. */
export interface ProviderNotices {
  readonly organisationId: string;
  readonly last: NoticePlace;
}

/** The key of an organisation's sequence: two tenants may name the same organisation. */
export const noticesKey = (tenantId: string, organisationId: string): string => `${tenantId}/${organisationId}`;

/** What an urgent notice is about can wait for nobody: care is withheld, restored, over or was written down wrongly (§2). */
const NOT_URGENT = 'published';

type Own = SubscriptionEvent['type'];

const keyOf = ({ meta: { tenantId, actor } }: Omit<EnvelopeAs<SubscriptionEvent, Own>, 'data'>): string | undefined =>
  actor.organisation === undefined ? undefined : noticesKey(tenantId, actor.organisation);

function placed(
  before: ProviderNotices | undefined,
  { meta, position }: Omit<EnvelopeAs<SubscriptionEvent, Own>, 'data'>,
  kind: NoticePlace['kind'],
  change?: NoticePlace['change'],
): ProviderNotices {
  const last: NoticePlace = present({
    seq: (before?.last.seq ?? 0) + 1,
    kind,
    subscriptionId: idInStream(subscription, meta.stream),
    eventId: meta.id,
    at: meta.recordedAt,
    position,
    change,
  });
  return { organisationId: meta.actor.organisation ?? '', last };
}

/**
 * PLAT-12: every organisation has one sequence of notices, numbered in the order of the log by what stands in the clear: whose it is
 * stands beside the actor. So a rebuild gives the same numbers, also after a person's key was destroyed.
 */
export const providerNotices = appendedList<ProviderNotices, SubscriptionEvent>()({
  name: 'providerNotices',
  version: 2,
  onEnvelope: {
    SubscriptionStarted: { key: keyOf, fold: (before, event) => placed(before, event, 'started') },
    ChangeNotified: {
      key: keyOf,
      fold: (before, event) => {
        if (event.data === undefined) return placed(before, event, 'changed');
        const { noticeNo, planId, versionNo, changeKind } = event.data;
        return placed(before, event, 'changed', { noticeNo, planId, versionNo, urgent: changeKind !== NOT_URGENT });
      },
    },
    SubscriptionEnded: { key: keyOf, fold: (before, event) => placed(before, event, 'ended') },
  },
  appends: (before, { organisationId, last }): readonly ListEntry<NoticePlace, never>[] =>
    before?.last.seq === last.seq
      ? []
      : [
          {
            id: paddedSeq(last.seq),
            scopes: [{ of: 'organisation', id: organisationId }],
            order: paddedSeq(last.seq),
            filters: {},
            body: last,
          },
        ],
});
