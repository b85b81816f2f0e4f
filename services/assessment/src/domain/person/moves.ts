import { addMillis, localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { MoveFacts, PersonEvent, PersonState } from './events.js';
import { presentIn, sheetAt } from './sheet.js';

/** What can be moved to another record: what may be absent from this one. */
export const MOVABLE = [
  'identifiers.NHS',
  'identifiers.CHI',
  'address',
  'gpPractice',
  'homeRegionCode',
  'name.preferred',
] as const;

/** One approver's word counts for so long (D1). */
const APPROVAL_DAYS = 28;
const DAY = 24 * 3_600_000;

/**
 * Facts that stand on the wrong one of two records move to the other: two people ask for the same, each under their own token (D1).
 * The first is an approval, the second moves them.
 */
export function moveFacts(
  command: MoveFacts,
  state: PersonState,
  target: PersonState,
  context: Context,
): readonly Decided<PersonEvent>[] {
  const { toPersonId, reason } = command;
  const fields = [...new Set(command.fields)].sort();
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (fields.length === 0) return refuse('MALFORMED', ['/fields: name at least one']);
  if (toPersonId === context.id || target.details === undefined) return refuse('REFERENCE_NOT_FOUND', ['toPersonId']);
  const here = sheetAt(state, context.now);
  const there = sheetAt(target, context.now);
  const absent = fields.filter((field) => presentIn(here, field) === '');
  if (absent.length > 0) return refuse('REFERENCE_NOT_FOUND', absent);
  const taken = fields.filter((field) => presentIn(there, field) !== '');
  if (taken.length > 0) return refuse('STATE_CONFLICT', taken);
  const approved = state.approvals.find(
    (one) => one.toPersonId === toPersonId && one.lapsesAt > context.now && one.fields.join() === fields.join(),
  );
  const by = context.actor.userId;
  if (approved === undefined)
    return [
      {
        type: 'MoveApproved',
        payload: {
          moveId: context.newId('move'),
          toPersonId,
          fields,
          reason,
          by,
          lapsesAt: addMillis(context.now, APPROVAL_DAYS * DAY),
        },
      },
    ];
  if (approved.by === by) return refuse('SECOND_APPROVER_REQUIRED', [approved.moveId]);
  return [
    {
      type: 'FactsMoved',
      payload: {
        moveId: approved.moveId,
        toPersonId,
        facts: fields.map((field) => ({ field, value: presentIn(here, field) })),
        reason: approved.reason,
        approvedBy: [approved.by, by],
        effectiveFrom: localDate(context.now),
      },
    },
  ];
}
