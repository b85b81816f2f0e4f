import { COUNCIL, heldBy, heldByOpener, type Decider } from '@carethread/event-sourcing';
import { presentItems } from '@carethread/ledger';
import { agree } from './agree.js';
import { assignTeam } from './assign-team.js';
import type { EpisodeCommand } from './commands.js';
import { end } from './end.js';
import type { EpisodeEvent } from './events.js';
import { markFilePart } from './file-parts.js';
import { start } from './start.js';
import { NO_EPISODE, type EpisodeState } from './state.js';

/** One stretch of service by one provider, from agreement to end. */
export const episode: Decider<EpisodeState, EpisodeCommand, EpisodeEvent> = {
  category: 'serviceEpisode',
  keyClass: 'socialCare',
  // What the council commissions it may end as well (model §3.2: service manager, assessor).
  holder: ({ agreement }, opened, capability) => {
    const provider = agreement === undefined ? heldByOpener(opened) : heldBy(agreement.providerId);
    return capability === 'planTransfer' && agreement?.commissioner === 'council' ? [provider, COUNCIL] : provider;
  },
  initial: NO_EPISODE,
  edits: ['ServiceAgreementMade', 'CareTeamAssigned'],
  needs: (command, state, { actor, pseudonym }) => {
    if (command.type === 'AgreeService')
      return {
        subjects: presentItems(
          command.providerId ?? actor.organisationId ?? '',
          command.keyworkerId === undefined ? undefined : pseudonym(command.keyworkerId),
        ),
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
  decide: {
    AgreeService: agree,
    AssignTeam: assignTeam,
    MarkFilePart: markFilePart,
    StartService: start,
    EndService: end,
  },
  evolve: {
    ServiceAgreementMade: (state, { payload }) => ({ ...state, state: 'agreed', agreement: payload }),
    CareTeamAssigned: (state, { payload }) => ({ ...state, team: payload }),
    FilePartReady: (state, { payload: { part } }) => ({
      ...state,
      state: state.state === 'agreed' ? 'filePreparing' : state.state,
      parts: [...state.parts, part],
    }),
    ServiceUserFilePrepared: (state) => ({
      ...state,
      state: state.state === 'started' || state.state === 'ended' ? state.state : 'ready',
    }),
    ServiceStarted: (state, { payload }) => ({ ...state, state: 'started', started: payload }),
    ServiceEnded: (state) => ({ ...state, state: 'ended' }),
  },
};
