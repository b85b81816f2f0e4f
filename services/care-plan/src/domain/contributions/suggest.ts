import { fault, isPlanSection, malformed, refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { dayWithinAYear } from '../bounds.js';
import { notAfterDeath } from '../death.js';
import type { CarePlanFacts } from '../facts.js';
import { withoutPermission } from '../plan/involvement.js';
import type { Party } from '../plan/payloads.js';
import type { ContributionsEvent } from './events.js';
import type { ContributionsState } from './state.js';

export type SuggestContent = {
  readonly type: 'SuggestContent';
  readonly section: string;
  readonly itemId?: string;
  readonly text: string;
  readonly contributor?: Party;
};

/** CITY-27, OUT-20: whoever works with the person, the person and those who act for them suggest; the keyworker decides what is made of it. */
export function suggest(
  { section, itemId, text, contributor }: SuggestContent,
  _: ContributionsState,
  context: Context<CarePlanFacts>,
): readonly Decided<ContributionsEvent>[] {
  const { facts, actor, id } = context;
  notAfterDeath(facts);
  dayWithinAYear(context.occurredAt, 'occurredAt', context);
  if (!isPlanSection(section)) malformed(fault('/section', 'unknown', 'is no section of a plan'));
  // OUT-66: what the family says is evidence, as far as the person permits that they take part.
  const [stranger] = contributor === undefined ? [] : withoutPermission([contributor], context);
  if (stranger !== undefined) refuse('PERMISSION_REQUIRED', [stranger]);
  return [
    {
      type: 'ContributionSuggested',
      payload: present({
        contributionId: context.newId('contribution'),
        planId: id,
        section,
        itemId,
        text,
        contributor,
        by: actor.userId,
        role: actor.role,
      }),
    },
  ];
}
