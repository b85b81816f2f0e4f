import { heldBy, heldByOpener, type Decider } from '@carethread/event-sourcing';
import { presentItems } from '@carethread/ledger';
import type { InspectionEvent } from './events.js';
import { grantInspection, type GrantInspection } from './grant.js';
import type { InspectionState } from './state.js';

export type InspectionCommand = GrantInspection;

/** Read-only access for an inspector to one service while the grant lasts; no consent needed, every read logged (ENG-084). */
export const inspection: Decider<InspectionState, InspectionCommand, InspectionEvent> = {
  category: 'inspection',
  keyClass: 'core',
  holder: ({ grant }, opened) =>
    presentItems(heldByOpener(opened), grant === undefined ? undefined : heldBy(grant.organisationId)),
  initial: {},
  needs: ({ organisationId }, _, { actor }) => {
    const named = organisationId ?? actor.organisationId;
    return named === undefined ? {} : { subjects: [named] };
  },
  decide: { GrantInspection: grantInspection },
  evolve: { InspectionGranted: (_, { payload }) => ({ grant: payload }) },
};
