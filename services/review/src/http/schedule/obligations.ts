import { OBLIGATIONS, refuse } from '@carethread/contracts';
import { codes, commandFrom, commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import type { LoadedStream } from '@carethread/runtime';
import { schedule } from '../../domain/schedule/decider.js';
import { statusAt, type ScheduleState } from '../../domain/schedule/state.js';
import { ReasonRequest } from '../reason.js';
import { PLAN } from './schedule-command.js';

/** The schedule of the plan that the path names. */
export async function planSchedule({ read, params }: RequestContext): Promise<LoadedStream<ScheduleState>> {
  const stream = await read.state(schedule, params['id'] ?? '');
  return stream.revision === 0 ? refuse('NOT_FOUND') : stream;
}

export const obligationRoutes: readonly Route[] = [
  query({
    path: `${PLAN}/obligations`,
    summary: 'What is due for a plan, by when, and what became of it',
    capability: 'readReview',
    former: 'nothing',
    of: { on: schedule },
    queryParameters: {
      status: codes(
        ...['open', 'pending', 'missed', 'heldAwaitingClosure', 'met', 'metLate', 'notPracticable', 'cancelled'],
      ),
      kind: codes(...Object.keys(OBLIGATIONS)),
    },
    person: async (ask) => (await planSchedule(ask)).personId,
    paged: true,
    answer: async (ask) => {
      const { state } = await planSchedule(ask);
      const items = state.obligations.map((one) => ({ id: one.obligationId, ...one, status: statusAt(one, ask.now) }));
      const { status, kind } = ask.query;
      return {
        body: {
          items: items.filter(
            (one) => (status === undefined || one.status === status) && (kind === undefined || one.kind === kind),
          ),
        },
      };
    },
  }),
  commandOn(schedule)({
    method: 'POST',
    path: `${PLAN}/obligations/:oid/not-practicable`,
    summary: 'A monthly check could not be done, and why',
    capability: 'holdReview',
    body: ReasonRequest,
    command: ({ body, params }) => commandFrom('MarkNotPracticable', { ...body, obligationId: params['oid'] ?? '' }),
  }),
  commandOn(schedule)({
    method: 'POST',
    path: `${PLAN}/obligations/:oid/cancellation`,
    summary: 'Cancel an obligation that no longer applies',
    capability: 'cancelObligation',
    body: ReasonRequest,
    command: ({ body, params }) => commandFrom('CancelObligation', { ...body, obligationId: params['oid'] ?? '' }),
  }),
];
