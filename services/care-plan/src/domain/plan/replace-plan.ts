import type { Context, Decided } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import { propose } from './propose.js';
import { type ReplacePlan, replace } from './replacement.js';
import type { PlanState } from './state.js';

/** ENG-142: the same word for word is published at once; what reads otherwise is proposed like any version, and signed. */
export function replacePlan(
  command: ReplacePlan,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const replacement = replace(command, state, opened, context);
  if (!replacement.signed) return replacement.events;
  const { content, changes } = replacement;
  const { effectiveFrom, reason } = command;
  return propose(
    present({
      type: 'ProposeVersion',
      content,
      changes,
      cause: { kind: 'replacement' },
      effectiveFrom,
      reason,
    }),
    state,
    opened,
    context,
  );
}
