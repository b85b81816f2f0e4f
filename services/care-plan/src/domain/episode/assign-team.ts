import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts } from '../facts.js';
import type { AssignTeam } from './commands.js';
import type { EpisodeEvent } from './events.js';
import { openAgreement, type EpisodeState } from './state.js';
import { newIn, trained } from './training.js';

export function assignTeam(
  command: AssignTeam,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  const { providerId, serviceId } = openAgreement(state);
  notAfterDeath(context.facts);
  const { keyworkerId = state.team?.keyworkerId, members: named = [] } = command;
  if (keyworkerId === undefined) return refuse('KEYWORKER_REQUIRED', ['keyworkerId']);
  const isNew = newIn([keyworkerId, ...named.map(({ userId }) => userId)], providerId, state, context);
  const members = named.map((member) => trained(member, isNew(member.userId), providerId, context));
  // The keyworker works on the plan too.
  if (!named.some(({ userId }) => userId === keyworkerId))
    trained({ userId: keyworkerId }, isNew(keyworkerId), providerId, context);
  return [
    {
      type: 'CareTeamAssigned',
      payload: present({ episodeId: context.id, organisationId: providerId, keyworkerId, members, serviceId }),
    },
  ];
}
