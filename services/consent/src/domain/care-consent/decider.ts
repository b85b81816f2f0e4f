import { heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { isNothing, within } from '@carethread/withholding';
import type { CareConsentEvent, Given, Restored } from './events.js';
import { evolve } from './evolve.js';
import { withdrawnAt } from './standing.js';
import { NO_CONSENT, type CareConsentState } from './state.js';
import { withdraw, type WithdrawConsent } from './withdrawal.js';

export type GiveConsent = { readonly type: 'GiveConsent' } & Given;
export type RestoreConsent = { readonly type: 'RestoreConsent' } & Restored;
export type CareConsentCommand = GiveConsent | WithdrawConsent | RestoreConsent;

/** The person's continuing agreement to receive care under a plan, whole or in part; withdrawn at any moment (model §3.5). */
export const careConsent: Decider<CareConsentState, CareConsentCommand, CareConsentEvent> = {
  category: 'careConsent',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: NO_CONSENT,
  edits: [],
  decide: {
    GiveConsent: ({ type: _, ...payload }, { versions }) => {
      const known = versions.some(({ versionNo }) => versionNo >= payload.versionNo);
      return known ? [] : [{ type: 'CareConsentGiven', payload }];
    },
    WithdrawConsent: withdraw,
    RestoreConsent: ({ type: _, ...payload }, state, { now }) =>
      isNothing(within(withdrawnAt(state, now), payload.scope))
        ? []
        : [{ type: 'CareConsentRestored', payload: { restoredAt: now, ...payload } }],
  },
  evolve,
};
