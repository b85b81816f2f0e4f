import { heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { carePlan } from '../plan/decider.js';
import { acknowledge } from './acknowledge.js';
import type { CopiesCommand } from './commands.js';
import type { CopiesEvent } from './events.js';
import { place, remove, taken } from './home-copy.js';
import { issue } from './issue.js';
import { NO_COPIES, type CopiesState } from './state.js';

/** Who holds which rendition of which version (model §3.2 CopyRegister). Only published versions are ever copied. */
export const copies: Decider<CopiesState, CopiesCommand, CopiesEvent> = {
  category: 'copies',
  keyClass: 'socialCare',
  // The holder of a copy finds it in the register, and reads no more for it.
  holder: ({ issued }, { id }, capability) =>
    capability === 'readPlan'
      ? [heldWithPlan(id), { kind: 'users', userIds: issued.flatMap(({ recipient }) => recipient.id ?? []) }]
      : heldWithPlan(id),
  initial: NO_COPIES,
  edits: [],
  // The register of a plan has the id of the plan.
  needs: (command) =>
    command.type === 'PlaceHomeCopy' ? { streams: [{ category: carePlan.category, id: command.planId }] } : {},
  decide: {
    IssueCopies: issue,
    AcknowledgeCopy: acknowledge,
    PlaceHomeCopy: place,
    RemoveHomeCopy: remove,
  },
  evolve: {
    CopyIssued: (state, { payload, meta }) => ({
      ...state,
      issued: [...state.issued, { ...payload, issuedAt: meta.recordedAt }],
    }),
    CopyWithheld: (state, { payload }) => ({ ...state, withheld: [...state.withheld, payload] }),
    CopyDeliveryFailed: (state, { payload }) => ({ ...state, failed: [...state.failed, payload] }),
    CopyAcknowledged: (state, { payload: { copyId, at } }) => ({
      ...state,
      issued: state.issued.map((copy) => (copy.copyId === copyId ? { ...copy, acknowledgedAt: at } : copy)),
    }),
    HomeCopyPlaced: (state, { payload }) => ({ ...state, home: [...state.home, payload] }),
    HomeCopyReplaced: (state, { payload }) => taken(state, payload.removedOn),
    HomeCopyRemoved: (state, { payload }) => taken(state, payload.removedOn),
  },
};
