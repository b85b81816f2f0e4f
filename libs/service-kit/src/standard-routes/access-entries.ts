import { Refusal } from '@carethread/contracts';
import { answerOf, runtimeBehind, type RequestContext } from '@carethread/http-api';

/**
 * A page of who looked at a person's record in this service; of a log that may be long only what is shown is opened. A manager sees
 * who of their own organisation looked; the person, the auditor and the data protection officer see everybody. Reading it adds to it,
 * so whoever reads it page by page stops at the `total` of the first.
 */
export async function accessEntries(ask: RequestContext) {
  const { accessLog } = runtimeBehind(ask);
  const { params, query, actor, cursors } = ask;
  const personId = params['personId'] ?? '';
  const stored = await accessLog.stored(personId);
  const all = await ask.sight(personId).sees({ kind: 'person' });
  const seen = all ? stored : stored.filter(({ event }) => event.actor.organisation === actor.organisationId);
  const from = await placeIn(ask, personId, query['after']);
  if (from > seen.length) throw new Refusal('CURSOR_UNKNOWN');
  const end = query['limit'] === undefined ? seen.length : from + Number(query['limit']);
  const next = end < seen.length ? await cursors.seal(`${OF} ${personId} ${end}`) : undefined;
  const items = await accessLog.opened(seen.slice(from, end));
  return { body: answerOf({ items, next, total: seen.length }), isPage: true as const };
}

const OF = 'access-entries';

async function placeIn({ cursors }: RequestContext, personId: string, after: string | undefined): Promise<number> {
  if (after === undefined) return 0;
  const [of, whose, from] = ((await cursors.open(after)) ?? '').trim().split(' ');
  if (of !== OF || whose !== personId) throw new Refusal('CURSOR_UNKNOWN');
  return Number(from);
}
