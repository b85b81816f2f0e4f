import { Id, InstantField } from '@carethread/contracts';
import { answerOf, type Route, commandOn, commandFrom, listOn, codes, readOn } from '@carethread/http-api';
import { subscription } from '../../domain/subscription/decider.js';
import type { SubscriptionState } from '../../domain/subscription/state.js';
import { ID } from '../parameters.js';
import { SU } from './path.js';

export class StartSubscriptionRequest {
  @Id() personId!: string;
  @Id({ optional: true }) providerId?: string;
  @Id({ optional: true }) episodeId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const shownSubscription = ({ state, providerId, episodeId, notices, acknowledged, escalated }: SubscriptionState) =>
  answerOf({ state, providerId, episodeId, lastNoticeNo: notices.length, acknowledged, escalated });

export const subscriptionRoutes: readonly Route[] = [
  commandOn(subscription)({
    method: 'POST',
    path: SU,
    summary: 'Subscribe a provider to the changes of a person’s plan',
    capability: 'runService',
    body: StartSubscriptionRequest,
    stream: 'new',
    unique: {
      key: ({ body, actor }) => [body.personId, 'subscription', body.providerId ?? actor.organisationId ?? ''],
      isOpen: ({ state }) => state !== 'ended',
      code: 'STATE_CONFLICT',
    },
    command: ({ body: { personId: _, ...body } }) => commandFrom('StartSubscription', body),
  }),
  listOn(subscription)({
    path: SU,
    summary: 'The subscriptions to a person’s plan',
    capability: 'readNotices',
    former: 'whole',
    show: shownSubscription,
    filters: { state: codes('active', 'ended'), providerId: ID },
  }),
  readOn(subscription)({
    path: `${SU}/:id`,
    summary: 'A subscription',
    capability: 'readNotices',
    former: 'whole',
    show: shownSubscription,
  }),
];
