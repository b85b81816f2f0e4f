import { refuse } from '@carethread/contracts';
import { type Decider, heldByOpener, heldBy, COUNCIL, type Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { happenedAt } from '../bounds.js';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts } from '../facts.js';
import { agree } from './agree.js';
import type { EpisodeCommand } from './commands.js';
import type { EpisodeEvent } from './events.js';
import { FILE_PARTS } from './file-parts.js';
import { start } from './start.js';
import { type EpisodeState, NONE, alive } from './state.js';
import { newIn, trained } from './training.js';

/** One stretch of service by one provider, from agreement to end. */
export const episode: Decider<EpisodeState, EpisodeCommand, EpisodeEvent> = {
  category: 'serviceEpisode',
  keyClass: 'socialCare',
  // What the council commissions it may end as well (model §3.2: service manager, assessor).
  holder: ({ agreement }, opened, capability) => {
    const provider = agreement === undefined ? heldByOpener(opened) : heldBy(agreement.providerId);
    return capability === 'planTransfer' && agreement?.commissioner === 'council' ? [provider, COUNCIL] : provider;
  },
  initial: NONE,
  edits: ['ServiceAgreementMade', 'CareTeamAssigned'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ServiceAgreementMade':
        return { ...state, state: 'agreed', agreement: event.payload };
      case 'CareTeamAssigned':
        return { ...state, team: event.payload };
      case 'FilePartReady':
        return {
          ...state,
          state: state.state === 'agreed' ? 'filePreparing' : state.state,
          parts: [...state.parts, event.payload.part],
        };
      case 'ServiceUserFilePrepared':
        return { ...state, state: state.state === 'started' || state.state === 'ended' ? state.state : 'ready' };
      case 'ServiceStarted':
        return { ...state, state: 'started', started: event.payload };
      case 'ServiceEnded':
        return { ...state, state: 'ended' };
    }
  },
  needs: (command, state, { actor, pseudonym }) => {
    if (command.type === 'AgreeService')
      return {
        subjects: [
          command.providerId ?? actor.organisationId ?? '',
          ...(command.keyworkerId === undefined ? [] : [pseudonym(command.keyworkerId)]),
        ],
      };
    if (command.type === 'AssignTeam')
      return {
        subjects: [
          command.keyworkerId ?? state.team?.keyworkerId,
          ...(command.members ?? []).map(({ userId }) => userId),
        ]
          .filter((userId) => userId !== undefined)
          .map((userId) => pseudonym(userId)),
      };
    return state.agreement === undefined ? {} : { subjects: [state.agreement.providerId] };
  },
  decide: (command, state, context: Context<CarePlanFacts>) => {
    switch (command.type) {
      case 'AgreeService':
        return agree(command, state, context);
      case 'AssignTeam': {
        const { agreement } = alive(state);
        notAfterDeath(context.facts);
        const keyworkerId = command.keyworkerId ?? state.team?.keyworkerId;
        if (keyworkerId === undefined) return refuse('KEYWORKER_REQUIRED', ['keyworkerId']);
        const asked = command.members ?? [];
        const isNew = newIn([keyworkerId, ...asked.map(({ userId }) => userId)], agreement.providerId, state, context);
        const members = asked.map((member) => trained(member, isNew(member.userId), agreement.providerId, context));
        // Whoever leads the work on a plan does it too.
        if (!asked.some(({ userId }) => userId === keyworkerId))
          trained({ userId: keyworkerId }, isNew(keyworkerId), agreement.providerId, context);
        return [
          {
            type: 'CareTeamAssigned',
            payload: present({
              episodeId: context.id,
              organisationId: agreement.providerId,
              keyworkerId,
              members,
              serviceId: agreement.serviceId,
            }),
          },
        ];
      }
      case 'MarkFilePart': {
        if (state.agreement === undefined || state.state === 'ended' || state.parts.includes(command.part)) return [];
        const complete = FILE_PARTS.every((part) => part === command.part || state.parts.includes(part));
        return [
          { type: 'FilePartReady', payload: { part: command.part } },
          ...(complete ? [{ type: 'ServiceUserFilePrepared' as const, payload: {} }] : []),
        ];
      }
      case 'StartService':
        return start(command, state, context);
      case 'EndService': {
        const { agreement } = alive(state);
        if (command.reason === 'deceased' && !context.facts.deceased) refuse('REFERENCE_NOT_FOUND', ['reason']);
        const endedAt = happenedAt(command.endedAt ?? context.now, 'endedAt', context);
        if (endedAt < (state.started?.startedAt ?? agreement.agreedAt)) refuse('TIMESCALE_INVALID', ['endedAt']);
        return [
          {
            type: 'ServiceEnded',
            payload: { episodeId: context.id, providerId: agreement.providerId, endedAt, reason: command.reason },
          },
        ];
      }
    }
  },
};
