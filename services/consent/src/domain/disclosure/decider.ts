import { heldByOpener, heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { disclose, supersede, type MakeDisclosure, type SupersedeDisclosure } from './disclosure.js';
import type { DisclosureEvent } from './events.js';
import type { DisclosureState } from './state.js';

export type DisclosureCommand = MakeDisclosure | SupersedeDisclosure;

/** One recorded copy of the version in force for one recipient: no browsing, no new content without a new basis (CPA-57). */
export const disclosure: Decider<DisclosureState, DisclosureCommand, DisclosureEvent> = {
  category: 'disclosure',
  keyClass: 'core',
  // The organisation that made it and the plan's holder see all of it; the recipient sees the one made out to them.
  holder: ({ made }, opened) =>
    made === undefined
      ? heldByOpener(opened)
      : [heldByOpener(opened), heldWithPlan(made.planId), { kind: 'users', userIds: [made.recipientId] }],
  initial: {},
  decide: { MakeDisclosure: disclose, SupersedeDisclosure: supersede },
  evolve: {
    DisclosureMade: (state, { payload }) => ({ ...state, made: payload }),
    DisclosureSuperseded: (state, { payload }) => ({ ...state, supersededOn: payload.supersededOn }),
  },
};
