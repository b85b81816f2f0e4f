import { numberMember, requireText } from '@carethread/ledger';
import type { Attempt, ServiceRuntime } from '@carethread/runtime';
import { cursorOf } from '../notices/cursor.js';

const PAGE = 100;

/** The last attempts to send something to an endpoint, newest first, each with the cursor of its notice. */
export async function deliveries(
  { webhooks }: ServiceRuntime,
  asked: unknown,
): Promise<{ readonly deliveries: readonly (Attempt & { readonly cursor: string })[] }> {
  const attempts = await webhooks.attempts();
  const limit = numberMember(asked, 'limit') ?? PAGE;
  const found = await attempts.page(requireText(asked, 'endpointId'), { limit });
  return { deliveries: found.map(({ place: _, ...attempt }) => ({ ...attempt, cursor: cursorOf(attempt.seq) })) };
}
