import { dueAt, justAfter } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Decider, heldByOpener, heldBy, type Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { notAfterDeath } from '../death.js';
import { episode } from '../episode/decider.js';
import type { CarePlanFacts } from '../facts.js';
import type { SubscriptionCommand } from './commands.js';
import type { SubscriptionEvent } from './events.js';
import { isToldOf } from './notify.js';
import { mustBeServed } from './start.js';
import { type SubscriptionState, NONE } from './state.js';

/** A provider's thin feed of plan changes for one person: numbered without gaps, acknowledged within 24 hours (PLAT-12 to PLAT-14). */
export const subscription: Decider<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  category: 'subscription',
  keyClass: 'core',
  holder: ({ providerId }, opened) => (providerId === '' ? heldByOpener(opened) : heldBy(providerId)),
  initial: NONE,
  edits: ['SubscriptionStarted'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'SubscriptionStarted':
        return { ...state, state: 'active', providerId: event.payload.providerId, episodeId: event.payload.episodeId };
      case 'ChangeNotified':
        return { ...state, notices: [...state.notices, event.payload] };
      case 'ChangeAcknowledged':
        return { ...state, acknowledged: [...state.acknowledged, event.payload.noticeNo] };
      case 'AcknowledgementMissed':
        return { ...state, escalated: [...state.escalated, event.payload.noticeNo] };
      case 'SubscriptionEnded':
        return { ...state, state: 'ended' };
    }
  },
  needs: (command) =>
    command.type === 'StartSubscription' && command.episodeId !== undefined
      ? { streams: [{ category: episode.category, id: command.episodeId }] }
      : {},
  decide: (command, state, context: Context<CarePlanFacts>) => {
    switch (command.type) {
      case 'StartSubscription': {
        if (state.state !== 'none') return [];
        notAfterDeath(context.facts);
        const providerId = command.providerId ?? context.actor.organisationId;
        if (providerId === undefined) return refuse('MALFORMED', ['/providerId: is required']);
        mustBeServed(command.episodeId, providerId, context);
        return [
          {
            type: 'SubscriptionStarted',
            payload: present({ providerId, episodeId: command.episodeId }),
          },
        ];
      }
      case 'NotifyChange': {
        if (
          !isToldOf(command, state, context.facts) ||
          state.notices.some(({ causeId }) => causeId === command.causeId)
        )
          return [];
        const { type: _, heldBy: __, ...notice } = command;
        return [
          {
            type: 'ChangeNotified',
            payload: { ...notice, noticeNo: state.notices.length + 1, notifiedAt: context.now },
          },
        ];
      }
      case 'AcknowledgeChange':
        if (!state.notices.some(({ noticeNo }) => noticeNo === command.noticeNo)) refuse('NOT_FOUND');
        if (state.acknowledged.includes(command.noticeNo)) return [];
        return [
          { type: 'ChangeAcknowledged', payload: { noticeNo: command.noticeNo, byUserId: context.actor.userId } },
        ];
      case 'MissAcknowledgement':
        // R38: nobody is reminded of anything after a death.
        if (context.facts.deceased) return [];
        if (state.acknowledged.includes(command.noticeNo) || state.escalated.includes(command.noticeNo)) return [];
        return [{ type: 'AcknowledgementMissed', payload: { noticeNo: command.noticeNo, dueAt: command.dueAt } }];
      case 'EndSubscription':
        return state.state === 'active' ? [{ type: 'SubscriptionEnded', payload: { reason: command.reason } }] : [];
    }
  },
  // Nobody acknowledges anything for a provider that serves the person no more.
  wakes: ({ state, notices, acknowledged, escalated }) =>
    (state === 'ended' ? [] : notices)
      .filter(({ noticeNo }) => !acknowledged.includes(noticeNo) && !escalated.includes(noticeNo))
      .map(({ noticeNo, notifiedAt }) => {
        const due = dueAt(notifiedAt, 'PT24H');
        return {
          at: justAfter(due),
          name: `changeAcknowledgement-${noticeNo}`,
          command: { type: 'MissAcknowledgement', noticeNo, dueAt: due },
        };
      }),
};
