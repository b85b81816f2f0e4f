import type { Decided } from '@carethread/event-sourcing';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { Cause, Change } from './version.js';

/** What was agreed and cannot be proposed, or was not signed: a task for the plan's lead. */
export function incompleteAmendment(
  cause: Cause,
  code: string,
  items: readonly string[],
  changes: readonly Change[],
  { planKind, organisationId }: Opened,
  planId: string,
  more: { readonly pending?: true } = {},
): Decided<PlanEvent> {
  const payload = { planId, planKind, organisationId, cause, code, items, changes, ...more };
  return { type: 'AmendmentIncomplete', payload };
}
