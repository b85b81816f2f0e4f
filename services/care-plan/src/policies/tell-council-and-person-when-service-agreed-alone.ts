import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { EpisodeEvent } from '../domain/episode/events.js';

/**
 * R19: a service that its provider agreed by itself, without a handover, opens the provider's own resources and nothing else; council
 * and person learn of it, since it rests with them whether anything more is opened.
 */
export const tellCouncilAndPersonWhenServiceAgreedAlone = policyOn<EpisodeEvent>()({
  name: 'tell-council-and-person-when-service-agreed-alone',
  when: ['ServiceAgreementMade'],
  then: ({ id, data: { episodeId, providerId, handoverId }, meta: { actor } }) =>
    handoverId !== undefined || actor.organisation !== providerId
      ? []
      : ['AS', 'PE'].map((forRole) =>
          raiseTask(uuidV5(id, forRole), { kind: 'serviceAgreedAlone', forRole, ref: { episodeId, providerId } }),
        ),
});
