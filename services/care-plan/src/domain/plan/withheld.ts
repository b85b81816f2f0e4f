import type { Scope } from '@carethread/withholding';
import { itemId, items, type PlanContent } from './content.js';

/** Version content for those who act on it: actions without consent are marked, so that nobody provides them (C9). */
// snippet: withheld
export function withWithheld(content: PlanContent, withheld: Scope): PlanContent {
  if (content['actions'] === undefined || (withheld !== 'whole' && withheld.length === 0)) return content;
  const marked = items(content, 'actions').map((action) =>
    withheld === 'whole' || withheld.includes(itemId('actions', action) ?? '')
      ? { ...action, doNotProvide: true }
      : action,
  );
  return { ...content, actions: marked };
}
// end of snippet
