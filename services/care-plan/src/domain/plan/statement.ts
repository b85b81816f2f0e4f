import { dueAt } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { dayWithinAYear } from '../bounds.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type AttachStatement = { readonly type: 'AttachStatement'; readonly about: string; readonly statement: string };

/** ENG-005: the person's own statement about a fact stands with it, and is answered within a month. */
export function attachStatement(
  { about, statement }: AttachStatement,
  _: PlanState,
  context: Context,
): readonly Decided<PlanEvent>[] {
  dayWithinAYear(context.occurredAt, 'occurredAt', context);
  const replyDueAt = dueAt(context.occurredAt, 'P1M');
  const statementId = context.newId('statement');
  return [{ type: 'PersonStatementAttached', payload: { statementId, about, statement, replyDueAt } }];
}
