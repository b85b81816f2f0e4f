import { Count, InstantField, Refusal } from '@carethread/contracts';
import { heldBy } from '@carethread/event-sourcing';
import { answerOf, type Route, query, commandOn, commandFrom, type RequestContext } from '@carethread/http-api';
import { subscription } from '../../domain/subscription/decider.js';
import type { Notice } from '../../domain/subscription/events.js';
import { TEXT } from '../parameters.js';
import { SU } from './path.js';

export class AcknowledgeNoticeRequest {
  @Count({ min: 1 }) noticeNo!: number;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const noticeRoutes: readonly Route[] = [
  query({
    path: `${SU}/:id/notices`,
    summary: 'The notices of a subscription after a cursor, in order',
    capability: 'readNotices',
    scope: { name: 'notices.read', ifSaid: true },
    of: { on: subscription },
    person: async ({ read, params }) => (await read.state(subscription, params['id'] ?? '')).personId ?? notFound(),
    queryParameters: { after: TEXT, limit: { type: 'integer', minimum: 1, maximum: 500 } },
    answer: async (ask) => {
      const { after, limit } = ask.query;
      const id = ask.params['id'] ?? '';
      const { state, personId } = await ask.read.state(subscription, id);
      const { notices, acknowledged, providerId } = state;
      const isWithheld = (await ask.sight(personId).sectionsKept(heldBy(providerId))).length > 0;
      const cursorOf = (noticeNo: number): Promise<string> => ask.cursors.seal(`${id} ${noticeNo}`);
      const from = after === undefined ? 0 : await noticeCursor(ask, after, notices.length);
      const page = notices.slice(from, from + Number(limit ?? 100));
      const items = await Promise.all(
        page.map(async (notice) => ({
          ...shownNotice(notice, isWithheld),
          cursor: await cursorOf(notice.noticeNo),
          acknowledged: acknowledged.includes(notice.noticeNo),
        })),
      );
      const last = page.at(-1);
      return {
        body: answerOf({
          items,
          next: last === undefined || last.noticeNo === notices.length ? undefined : await cursorOf(last.noticeNo),
        }),
      };
    },
  }),
  commandOn(subscription)({
    method: 'POST',
    path: `${SU}/:id/acknowledgements`,
    summary: 'Acknowledge a notice',
    capability: 'readNotices',
    scope: { name: 'notices.acknowledge', ifSaid: true },
    body: AcknowledgeNoticeRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AcknowledgeChange', body),
  }),
];

/** UK GDPR art 18: while a restriction of processing holds, that there is a notice is all that is said of it. */
function shownNotice({ causeId: _, ...notice }: Notice, isWithheld: boolean) {
  const { noticeNo, notifiedAt } = notice;
  return isWithheld ? answerOf({ noticeNo, notifiedAt, restricted: true }) : answerOf(notice);
}

/** The number after which a page of this subscription begins. */
async function noticeCursor({ cursors, params }: RequestContext, cursor: string, last: number): Promise<number> {
  const [id, no] = ((await cursors.open(cursor)) ?? '').trim().split(' ');
  if (id !== params['id'] || no === undefined || Number(no) > last) throw new Refusal('CURSOR_UNKNOWN');
  return Number(no);
}

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}
