import { Refusal } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { presentItems } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { beginning } from './beginning.js';
import { mustBeSound } from './completeness.js';
import { atOnce } from './objections.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState, Proposal } from './state.js';
import { postponing } from './postponed.js';
import { hasPassed, mustBeFree, mustBeProposable, mustComeAfterConsent, mustHaveReason } from './proposable.js';
import { factsNotHeld, proposed, publicationRefused, type Laid, type ProposeVersion } from './proposal.js';
import { overriddenBy, withoutRewritten } from './proposed-before.js';
import { notOverridden, withAgreed, written } from './written.js';

type PlanContext = Context<CarePlanFacts>;

/**
 * A version proposed by a person: what was written since, over the version that it starts from and what was agreed meanwhile. What
 * could not be proposed when it was agreed stands in it where it can by now; where it cannot, it is still somebody's task.
 */
export function propose(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly Decided<PlanEvent>[] {
  const events = withOrWithoutAgreed(command, state, opened, context);
  const { proposalNo, notCarried = [] } = events[0].payload;
  const unpublished = notCarried.filter(({ versionNo }) => versionNo === undefined);
  return presentItems(
    ...events,
    hasPassed(command.effectiveFrom, context.now)
      ? publicationRefused(proposalNo, 'EFFECTIVE_BEFORE_CONSENT', context.id)
      : undefined,
    ...postponing(unpublished, state, context.id),
  );
}

function withOrWithoutAgreed(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): ReturnType<typeof proposeWith> {
  if (state.agreed.length === 0 && state.postponed === undefined) return proposeWith(command, state, opened, context);
  try {
    return proposeWith(command, state, opened, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return proposeWith(command, { ...state, agreed: [], postponed: undefined }, opened, context);
  }
}

function proposeWith(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
): readonly [Decided<Extract<PlanEvent, { type: 'PlanVersionProposed' }>>, ...Decided<PlanEvent>[]] {
  const { laid, held } = laying(command, state, opened, context);
  return [
    proposed(command, laid, held, state, opened, context),
    ...factsNotHeld(laid.content, held, state, opened, context),
  ];
}

/** What is proposed, as a whole, and the open proposal whose place it takes. Refuses what may not be proposed. */
export function laying(
  command: ProposeVersion,
  state: PlanState,
  opened: Opened,
  context: PlanContext,
  refuse = atOnce,
): { readonly laid: Laid; readonly held: Proposal | undefined } {
  mustBeSound(command.content ?? {});
  mustBeFree(command.effectiveFrom, state, context.now, refuse);
  const from = beginning(command.effectiveFrom, state, context);
  const { start, agreed, whole, held } = from;
  mustComeAfterConsent(command.effectiveFrom, start, context.now, refuse);
  const content = written(command, from, state, context, refuse);
  mustBeSound(content);
  const { notCarried, overridden } = withoutRewritten(from.notCarried, from.putOff, agreed, content);
  const lost = held === undefined ? overridden : [...overriddenBy(content, agreed, whole, context), ...overridden];
  const changes = withAgreed(command, notOverridden(from.contained, lost), state, context);
  const laid = { content, start, changes, notCarried, overridden: lost };
  mustBeProposable(command.effectiveFrom, laid, state, opened, context, refuse);
  mustHaveReason(command, changes, state, refuse);
  return { laid, held };
}
