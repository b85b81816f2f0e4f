import { heldWithPlan, type Context, type Decider } from '@carethread/event-sourcing';
import { isNothing, within } from '@carethread/withholding';
import { NO_CONSENT, type CareConsentEvent, type CareConsentState, type Given, type Restored } from './events.js';
import { evolve } from './evolve.js';
import { withdrawnAt } from './standing.js';
import { withdraw, type WithdrawConsent } from './withdrawal.js';
import type { ConsentFacts } from '../facts.js';

export type { CareConsentEvent, CareConsentState, Scope } from './events.js';
export type CareConsentCommand =
  ({ readonly type: 'GiveConsent' } & Given) | WithdrawConsent | ({ readonly type: 'RestoreConsent' } & Restored);

/** The person's continuing agreement to receive care under a plan, whole or in part; withdrawn at any moment (model §3.5). */
export const careConsent: Decider<CareConsentState, CareConsentCommand, CareConsentEvent> = {
  category: 'careConsent',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: NO_CONSENT,
  edits: [],
  evolve,
  decide: (command, state, context: Context<ConsentFacts>) => {
    switch (command.type) {
      case 'GiveConsent': {
        const { type: _, ...payload } = command;
        const known = state.versions.some(({ versionNo }) => versionNo >= command.versionNo);
        return known ? [] : [{ type: 'CareConsentGiven', payload }];
      }
      case 'WithdrawConsent':
        return withdraw(command, state, context);
      case 'RestoreConsent': {
        const { type: _, ...payload } = command;
        return isNothing(within(withdrawnAt(state, context.now), command.scope))
          ? []
          : [{ type: 'CareConsentRestored', payload: { restoredAt: context.now, ...payload } }];
      }
    }
  },
};
