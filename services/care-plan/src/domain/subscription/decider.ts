import { heldBy, heldByOpener, type Decider } from '@carethread/event-sourcing';
import { episode } from '../episode/decider.js';
import { acknowledge, acknowledgementsDue, missAcknowledgement } from './acknowledge.js';
import type { SubscriptionCommand } from './commands.js';
import type { SubscriptionEvent } from './events.js';
import { notify } from './notify.js';
import { start } from './start.js';
import { NO_SUBSCRIPTION, type SubscriptionState } from './state.js';

/** A provider's thin feed of plan changes for one person: numbered without gaps, acknowledged within 24 hours (PLAT-12 to PLAT-14). */
export const subscription: Decider<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  category: 'subscription',
  keyClass: 'core',
  holder: ({ providerId }, opened) => (providerId === '' ? heldByOpener(opened) : heldBy(providerId)),
  initial: NO_SUBSCRIPTION,
  edits: ['SubscriptionStarted'],
  needs: (command) =>
    command.type === 'StartSubscription' && command.episodeId !== undefined
      ? { streams: [{ category: episode.category, id: command.episodeId }] }
      : {},
  deadlines: acknowledgementsDue,
  decide: {
    StartSubscription: start,
    NotifyChange: notify,
    AcknowledgeChange: acknowledge,
    MissAcknowledgement: missAcknowledgement,
    EndSubscription: ({ reason }, { state }) =>
      state === 'active' ? [{ type: 'SubscriptionEnded', payload: { reason } }] : [],
  },
  evolve: {
    SubscriptionStarted: (state, { payload }) => ({ ...state, state: 'active', ...payload }),
    ChangeNotified: (state, { payload }) => ({ ...state, notices: [...state.notices, payload] }),
    ChangeAcknowledged: (state, { payload: { noticeNo } }) => ({
      ...state,
      acknowledged: [...state.acknowledged, noticeNo],
    }),
    AcknowledgementMissed: (state, { payload: { noticeNo } }) => ({
      ...state,
      escalated: [...state.escalated, noticeNo],
    }),
    SubscriptionEnded: (state) => ({ ...state, state: 'ended', noticesUntilEnd: state.notices.length }),
  },
};
