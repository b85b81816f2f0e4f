import { approvedBy } from '@carethread/approvals';
import { localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Fact, Moved, PersonEvent } from './events.js';
import { presentIn, sheetAt } from './sheet.js';
import type { PersonState } from './state.js';

export type MoveFacts = {
  readonly type: 'MoveFacts';
  readonly toPersonId: string;
  readonly fields: readonly string[];
  readonly reason?: string;
};

export type ReceiveFacts = {
  readonly type: 'ReceiveFacts';
  readonly fromPersonId: string;
  readonly facts: readonly Fact[];
} & Moved;
export type CompleteMove = { readonly type: 'CompleteMove'; readonly moveId: string };

/** What can be moved to another record: what may be absent from this one. */
export const MOVABLE = [
  'identifiers.NHS',
  'identifiers.CHI',
  'address',
  'gpPractice',
  'homeRegionCode',
  'name.preferred',
] as const;

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
  if (fields.length === 0) return malformed(fault('/fields', 'empty', 'name at least one'));
  if (toPersonId === context.id || target.details === undefined) return refuse('REFERENCE_NOT_FOUND', ['toPersonId']);
  const here = sheetAt(state, context.now);
  const there = sheetAt(target, context.now);
  const absent = fields.filter((field) => presentIn(here, field) === '');
  if (absent.length > 0) return refuse('REFERENCE_NOT_FOUND', absent);
  const taken = fields.filter((field) => presentIn(there, field) !== '');
  if (taken.length > 0) return refuse('STATE_CONFLICT', taken);
  const by = context.actor.userId;
  const approvals = state.approvals.map((one) => ({ ...one, key: keyOf(one.toPersonId, one.fields) }));
  const approved = approvedBy(approvals, { key: keyOf(toPersonId, fields), by }, context.now);
  if (approved.state === 'sameApprover') return refuse('SECOND_APPROVER_REQUIRED', [approved.first.moveId]);
  if (approved.state === 'approvedOnce')
    return [
      {
        type: 'MoveApproved',
        payload: {
          moveId: context.newId('move'),
          toPersonId,
          fields,
          reason,
          by,
          lapsesAt: approved.lapsesAt,
        },
      },
    ];
  const { first } = approved;
  return [
    {
      type: 'FactsMoved',
      payload: {
        moveId: first.moveId,
        toPersonId,
        facts: fields.map((field) => ({ field, value: presentIn(here, field) })),
        reason: first.reason,
        approvedBy: [first.by, by],
        effectiveFrom: localDate(context.now),
      },
    },
  ];
}

export function receiveFacts(
  { type: _, facts, ...moved }: ReceiveFacts,
  state: PersonState,
  { now }: Context,
): readonly PersonEvent[] {
  const here = sheetAt(state, now) ?? refuse('NOT_FOUND');
  const arrived = facts.map((fact) => ({ ...fact, before: presentIn(here, fact.field) }));
  return arrived.every(({ value, before }) => value === before)
    ? []
    : [{ type: 'FactsReceived', payload: { ...moved, facts: arrived } }];
}

export function completeMove({ moveId }: CompleteMove, { leaving }: PersonState): readonly PersonEvent[] {
  return leaving.some((one) => one.moveId === moveId) ? [{ type: 'MoveCompleted', payload: { moveId } }] : [];
}

/** What exactly is approved: these facts, to that record. */
function keyOf(toPersonId: string, fields: readonly string[]): string {
  return [toPersonId, ...fields].join(' ');
}
