import { idInStream } from '@carethread/event-sourcing';
import { policyOn, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';

/** R10: what a proposal put off to its own day is not lost where that proposal is refused, lapses, or is signed after its day. */
export const proposeWhatWasPostponedWhenProposalReturned = policyOn<PlanEvent>()({
  name: 'propose-what-was-postponed-when-proposal-returned',
  when: ['ProposalReturned', 'PublicationRefused'],
  then: ({ meta: { stream } }) => [send(carePlan, idInStream(carePlan, stream), { type: 'ProposePostponed' })],
});
