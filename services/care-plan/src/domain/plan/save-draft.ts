import { filled, present } from '@carethread/ledger';
import type { Decided } from '@carethread/event-sourcing';
import { mustBeSound } from './completeness.js';
import { withoutNothing, type PlanContent } from './content.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type SaveDraft = {
  readonly type: 'SaveDraft';
  /** Each section as it is to be; null takes it out, and one that is absent stays as it is. */
  readonly content: PlanContent;
  /** Keyed hashes of the longer texts, and the sections whose text stands in another person's plan word for word. */
  readonly marks?: readonly string[];
  readonly similar?: readonly string[];
};

export function saveDraft(
  { content, marks = [], similar = [] }: SaveDraft,
  state: PlanState,
): readonly Decided<PlanEvent>[] {
  mustBeSound(withoutNothing(content));
  // OUT-20, SCOT-018: a copied narrative is stored all the same; its author is warned and the record flagged.
  const flagged: readonly Decided<PlanEvent>[] =
    similar.length > 0 ? [{ type: 'NarrativeSimilar', payload: { sections: similar } }] : [];
  return [
    {
      type: 'DraftSaved',
      payload: present({
        draftRevision: state.draftRevision + 1,
        sections: Object.keys(content),
        content,
        marks: filled(marks),
      }),
    },
    ...flagged,
  ];
}
