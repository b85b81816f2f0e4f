import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { begunInLife } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import type { RestrictionEvent } from './events.js';
import type { RestrictionState } from './state.js';

export type ProposeRestriction = {
  readonly type: 'ProposeRestriction';
  readonly measure: string;
  readonly justification?: string;
  readonly leastRestrictiveCheck?: string;
  readonly lessRestrictiveOptions?: readonly string[];
};

export function propose(
  { measure, justification, leastRestrictiveCheck, lessRestrictiveOptions = [] }: ProposeRestriction,
  { state }: RestrictionState,
  context: Context<RiskFacts>,
): readonly RestrictionEvent[] {
  if (state !== 'none') refuse('STATE_CONFLICT', [state]);
  mustBeLiving(context);
  begunInLife(context);
  if (justification === undefined || leastRestrictiveCheck === undefined)
    return refuse(
      'RESTRICTION_UNJUSTIFIED',
      Object.entries({ justification, leastRestrictiveCheck }).flatMap(([name, given]) =>
        given === undefined ? [name] : [],
      ),
    );
  return [
    {
      type: 'RestrictionProposed',
      payload: present({
        measure,
        justification,
        leastRestrictiveCheck,
        lessRestrictiveOptions,
        organisationId: context.actor.organisationId,
      }),
    },
  ];
}
