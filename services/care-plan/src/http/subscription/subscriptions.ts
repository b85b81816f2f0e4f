import { Id, InstantField } from '@carethread/contracts';
import { heldBy } from '@carethread/event-sourcing';
import {
  answerOf,
  type Route,
  type RequestContext,
  commandOn,
  commandFrom,
  listOn,
  codes,
  readOn,
} from '@carethread/http-api';
import { subscription } from '../../domain/subscription/decider.js';
import type { SubscriptionState } from '../../domain/subscription/state.js';
import { subscriptionList } from '../../views/subscription-list.js';
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

/** What who may not read the notices sees of a subscription: that there is one. */
const stateAlone = ({ state, providerId }: SubscriptionState) => answerOf({ state, providerId });

/** A subscription as far as the caller may see it. */
async function shownTo(
  ask: RequestContext,
  personId: string | null,
  state: SubscriptionState,
): Promise<ReturnType<typeof shownSubscription> | ReturnType<typeof stateAlone>> {
  const reads = await ask.sight(personId).as('readNotices', 'read').sees(heldBy(state.providerId));
  return reads ? shownSubscription(state) : stateAlone(state);
}

const STATES = codes('active', 'ended');
const SCOPE = { name: 'notices.read', ifSaid: true } as const;

export const subscriptionRoutes: readonly Route[] = [
  commandOn(subscription)({
    method: 'POST',
    path: SU,
    summary: 'Subscribe one’s own organisation to the changes of a person’s plan',
    capability: 'subscribe',
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
    summary: 'Subscriptions: to a person’s plan, or of an organisation by when they began',
    capability: 'readSubscriptions',
    scope: SCOPE,
    former: 'whole',
    show: (state, { personId }, ask) => shownTo(ask, personId, state),
    filters: { state: STATES, providerId: ID },
    inBrief: {
      view: subscriptionList,
      filters: { state: STATES, providerId: ID, waiting: codes('true', 'false') },
      holder: ({ state }) => heldBy(state.providerId),
      item: async ({ id, revision, etag, personId, state, since, waiting }, ask) => {
        const shown = await shownTo(ask, personId, state);
        const item = { id, revision, etag: `"${etag}"`, ...shown };
        return 'lastNoticeNo' in shown ? answerOf({ ...item, personId, since, waiting: waiting.length }) : item;
      },
    },
  }),
  readOn(subscription)({
    path: `${SU}/:id`,
    summary: 'A subscription',
    capability: 'readSubscriptions',
    scope: SCOPE,
    former: 'whole',
    show: (state, { personId }, ask) => shownTo(ask, personId, state),
  }),
];
