import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { contentHash } from '@carethread/ledger';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import type { RestrictionEvent } from './events.js';
import type { RestrictionState } from './state.js';

export type AskForConsent = { readonly type: 'AskForConsent' };
export type WithholdRestriction = { readonly type: 'WithholdRestriction'; readonly signOffId: string };

/** R30: the person is asked for their own signature on the measure as it is proposed. */
export function requestConsent(
  _: AskForConsent,
  { proposed, asked }: RestrictionState,
  context: Context<RiskFacts>,
): readonly RestrictionEvent[] {
  mustBeLiving(context);
  const { organisationId: __, ...content } = proposed ?? refuse('NOT_FOUND');
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  return [
    {
      type: 'RestrictionConsentAsked',
      payload: {
        restrictionId: context.id,
        askNo: (asked?.askNo ?? 0) + 1,
        content,
        salts,
        contentHash: contentHash(content, salts),
      },
    },
  ];
}

/** What rests on the person's consent is not used once they withdraw it; it may be authorised anew, or ended. */
export function withhold(
  { signOffId }: WithholdRestriction,
  { state, authorisations }: RestrictionState,
): readonly RestrictionEvent[] {
  return state === 'active' && authorisations.at(-1)?.signOffId === signOffId
    ? [{ type: 'RestrictionWithheld', payload: { signOffId } }]
    : [];
}
