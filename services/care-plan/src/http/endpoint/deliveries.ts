import { Refusal } from '@carethread/contracts';
import { answerOf, codes, query, type RequestContext, type Route } from '@carethread/http-api';
import { present, type JsonObject } from '@carethread/ledger';
import type { AttemptPlace, AttemptQuery, ListedAttempt } from '@carethread/runtime';
import { OUTCOMES } from '../../delivery/attempt.js';
import { endpoint } from '../../domain/endpoint/decider.js';
import { cursorOf } from '../../notices/cursor.js';
import { isThere, READ } from './managed.js';
import { EN } from './path.js';

const PAGE = 100;

export const deliveryRoutes: readonly Route[] = [
  query({
    path: `${EN}/:id/deliveries`,
    summary:
      'What was sent to an endpoint in the last 30 days, newest first, and what came of it; never what was answered',
    ...READ,
    person: () => null,
    of: { on: endpoint },
    paged: 'byItself',
    queryParameters: { status: { ...codes(...OUTCOMES), description: '`accepted`, or why it was not' } },
    answer: async (ask) => {
      const id = ask.params['id'] ?? '';
      const { state, revision } = await ask.read.state(endpoint, id);
      if (revision === 0 || !isThere(state)) throw new Refusal('NOT_FOUND');
      const limit = Number(ask.query['limit'] ?? PAGE);
      const { status } = ask.query;
      const after = await placeAfter(ask, id);
      const wanted = present<AttemptQuery>({ limit: limit + 1, outcome: status, after });
      const found = await (await ask.webhooks.attempts()).page(id, wanted);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        body: answerOf({
          items: page.map(shownAttempt),
          next: last && (await ask.cursors.seal(JSON.stringify([id, last.place.order, last.place.key]))),
        }),
        isPage: true,
      };
    },
  }),
];

function shownAttempt({ endpointId: _, place: __, seq, ...attempt }: ListedAttempt): JsonObject {
  return { ...answerOf(attempt), seq, cursor: cursorOf(seq) };
}

async function placeAfter(
  { query: { after }, cursors }: RequestContext,
  id: string,
): Promise<AttemptPlace | undefined> {
  if (after === undefined) return undefined;
  const opened = await cursors.open(after);
  const parsed: unknown = opened === undefined ? [] : JSON.parse(opened);
  const [of, order, key]: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
  if (of !== id || typeof order !== 'string' || typeof key !== 'string') throw new Refusal('CURSOR_UNKNOWN');
  return { order, key };
}
