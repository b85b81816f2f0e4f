import type { Decided } from '@carethread/event-sourcing';
import { mustBeSound } from './completeness.js';
import type { PlanCommand } from './commands.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export function saveDraft(
  { content, marks = [], similar = [] }: Extract<PlanCommand, { type: 'SaveDraft' }>,
  state: PlanState,
): readonly Decided<PlanEvent>[] {
  mustBeSound(content);
  // OUT-20, SCOT-018: a copied narrative is stored all the same; its author is warned and the record flagged.
  const flagged: readonly Decided<PlanEvent>[] =
    similar.length > 0 ? [{ type: 'NarrativeSimilar', payload: { sections: similar } }] : [];
  return [
    {
      type: 'DraftSaved',
      payload: {
        draftRevision: state.draftRevision + 1,
        sections: Object.keys(content),
        content,
        ...(marks.length === 0 ? {} : { marks }),
      },
    },
    ...flagged,
  ];
}
