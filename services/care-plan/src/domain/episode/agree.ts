import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { happenedAt } from '../bounds.js';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts, KnownOrganisation } from '../facts.js';
import type { AgreeService } from './commands.js';
import type { EpisodeEvent, Agreement } from './events.js';
import type { EpisodeState } from './state.js';
import { newIn, holdsTraining } from './training.js';

export function agree(
  command: AgreeService,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  if (state.state !== 'none') return [];
  notAfterDeath(context.facts);
  const providerId = command.providerId ?? context.actor.organisationId;
  if (providerId === undefined) return malformed(fault('/providerId', 'required', 'is required'));
  if (context.actor.role !== 'SY' && context.actor.role !== 'AS' && context.actor.organisationId !== providerId)
    refuse('NOT_FOUND');
  const { organisation } = context.about(providerId);
  mustExist(command, organisation, context);
  const agreedAt = happenedAt(command.agreedAt ?? context.now, 'agreedAt', context);
  const agreement: Agreement = present({
    episodeId: context.id,
    personId: command.personId,
    providerId,
    serviceType: command.serviceType ?? 'care',
    setting: command.setting ?? 'careAtHome',
    commissioner: command.commissioner ?? 'council',
    agreedAt,
    councilOperated: command.councilOperated ?? organisation?.councilOperated ?? false,
    jurisdiction: organisation?.jurisdiction ?? context.jurisdiction,
    serviceId: command.serviceId,
    handoverId: command.handoverId,
  });
  const { keyworkerId } = command;
  const team =
    keyworkerId === undefined || !mayLead(keyworkerId, providerId, state, context)
      ? []
      : [
          {
            type: 'CareTeamAssigned' as const,
            payload: { episodeId: context.id, organisationId: providerId, keyworkerId, members: [] },
          },
        ];
  return [{ type: 'ServiceAgreementMade', payload: agreement }, ...team];
}

/**
 * A keyworker named in an agreement must meet what a team must meet. What a handover brought is agreed all the
 * same, and waits for a keyworker whom the manager assigns.
 */
function mayLead(
  keyworkerId: string,
  providerId: string,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): boolean {
  const isNew = newIn([keyworkerId], providerId, state, context)(keyworkerId);
  if (!isNew || holdsTraining(keyworkerId, providerId, context)) return true;
  return context.actor.role === 'SY' ? false : refuse('TRAINING_REQUIRED', [keyworkerId]);
}

/**
 * What the agreement names is known here: another organisation, and a service that is registered with it. An organisation that was
 * registered without services has none to name; one that nobody registered is the caller's own, and only that.
 */
function mustExist(
  { providerId, serviceId }: AgreeService,
  organisation: KnownOrganisation | undefined,
  { actor }: Context<CarePlanFacts>,
): void {
  // What a handover names was looked at when it was issued.
  if (actor.role === 'SY') return;
  if (organisation === undefined && providerId !== undefined && providerId !== actor.organisationId)
    refuse('REFERENCE_NOT_FOUND', ['providerId']);
  const isRegistered = organisation?.services?.some((one) => one.serviceId === serviceId) === true;
  if (serviceId !== undefined && organisation !== undefined && !isRegistered)
    refuse('REFERENCE_NOT_FOUND', ['serviceId']);
}
